/**
 * Runs one task of a name at a time. Whoever comes while it runs shares the next one, which
 * begins after they came: a task that began before might have missed what they know of.
 */
export function createTurnTaking<Result>(): (
  name: string,
  task: () => Promise<Result>,
) => Promise<Result> {
  interface Turn {
    running: Promise<unknown>;
    next: Promise<Result> | null;
  }
  const turns = new Map<string, Turn>();

  function start(name: string, task: () => Promise<Result>): Promise<Result> {
    const running = Promise.try(task);
    const turn: Turn = { running: running.catch(() => {}), next: null };
    turns.set(name, turn);
    void turn.running.then(() => {
      if (!turn.next) turns.delete(name);
    });
    return running;
  }

  return (name, task) => {
    const turn = turns.get(name);
    if (!turn) return start(name, task);
    turn.next ??= turn.running.then(() => start(name, task));
    return turn.next;
  };
}
