/** Time that passes, whatever becomes of the system's time. */
export interface Timers {
  /** Milliseconds since some moment. */
  monotonic(): number;
  /** Runs the task later; the process may end before. @returns how to cancel it. */
  after(milliseconds: number, task: () => void): () => void;
}

export const systemTimers: Timers = {
  monotonic: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

export function pause(timers: Timers, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    timers.after(milliseconds, resolve);
  });
}
