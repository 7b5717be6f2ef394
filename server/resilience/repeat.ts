export interface RepeatLog {
  error(fields: object, message: string): void;
}

/** Runs it now and again every so often; the process may end in between. @returns how to stop. */
export function repeat(
  name: string,
  everyMilliseconds: number,
  task: () => Promise<void>,
  log: RepeatLog,
): () => void {
  const run = () => {
    task().catch((error) => log.error({ err: error, task: name }, 'repeated task failed'));
  };
  const timer = setInterval(run, everyMilliseconds).unref();
  run();
  return () => clearInterval(timer);
}
