/**
 * Waits for the work no longer than that. The work goes on when nobody waits for it any more.
 * When a busy process comes to the timer late, the result may lie there unread: it is read first.
 * @throws what `late` makes once the time is over.
 */
export async function within<Result>(
  milliseconds: number,
  work: Promise<Result>,
  late: () => Error,
): Promise<Result> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  let afterReading: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    afterReading = setImmediate(() => reject(late()));
  }, milliseconds);
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
    clearImmediate(afterReading);
  }
}
