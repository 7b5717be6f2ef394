/** Runs it once the page has what it needs itself. What fails then is nobody's loss. */
export function afterLoad(signal: AbortSignal, run: () => Promise<void>): void {
  const whenIdle = () => {
    const start = () => {
      if (!signal.aborted) run().catch(() => {});
    };
    // Not every browser has it.
    if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 10_000 });
    else setTimeout(start, 2_000);
  };
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true, signal });
}
