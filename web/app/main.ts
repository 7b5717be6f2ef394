import './app.css';

afterFirstPaint(async () => {
  const container = document.getElementById('root');
  if (!container) throw new Error('The page has no root element');
  try {
    const { start } = await import('./start.tsx');
    await start(container);
  } catch (error) {
    document.getElementById('start-failure')?.removeAttribute('hidden');
    throw error;
  }
});

/** The sign of index.html is seen before the browser is busy with the application. */
function afterFirstPaint(run: () => Promise<void>): void {
  // Nothing is painted in a tab that is in the background.
  if (document.hidden) void run();
  else requestAnimationFrame(() => setTimeout(() => void run()));
}
