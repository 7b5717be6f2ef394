/**
 * One question for all that is asked in the same turn of the event loop. Nobody waits longer for
 * it, and nothing is remembered: a question is sent only after everybody whom it answers has asked.
 * Who asks for the same gets the same rows, which are not to be changed.
 * @param askAll the answers by key; those without one are absent
 */
export function createAskedTogether<Answer>(
  askAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): (key: string) => Promise<Answer | undefined> {
  let gathered: { keys: Set<string>; answers: Promise<ReadonlyMap<string, Answer>> } | null = null;

  function gather() {
    const { promise, resolve } = Promise.withResolvers<ReadonlyMap<string, Answer>>();
    const keys = new Set<string>();
    // After everything that has arrived was looked at.
    setImmediate(() => {
      gathered = null;
      resolve(askAll([...keys]));
    });
    return { keys, answers: promise };
  }

  return async (key) => {
    gathered ??= gather();
    gathered.keys.add(key);
    return (await gathered.answers).get(key);
  };
}
