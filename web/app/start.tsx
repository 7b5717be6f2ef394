import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { colorBrowser } from '#web/lib/theme.ts';
import { activateLanguage } from '#web/lib/translations.ts';
import { createPersonFormatter } from '#web/lib/use-formatter.ts';
import { App, createAppParts } from './app.tsx';
import { afterLoad } from './shell/after-load.ts';
import { followRoute } from './telemetry/current-route.ts';
import { reportUncaught } from './telemetry/report-error.ts';

/** So long the sign of index.html stands alone; then the outline of the page says more. */
const PATIENCE_MS = 1_000;

export async function start(container: HTMLElement): Promise<void> {
  reportUncaught();
  activateLanguage('en');
  colorBrowser();
  await nextTask();
  const parts = createAppParts();
  followRoute(() => parts.router.state.matches.at(-1)?.fullPath ?? '/');
  // What fails while loading, the router shows when it is rendered.
  const loading = parts.router.load().catch(() => {});
  await nextTask();
  // The first use of Intl reads its tables, while the answers are on their way.
  const formatter = createPersonFormatter();
  await Promise.race([loading, after(PATIENCE_MS)]);
  const root = createRoot(container);
  // As a transition React draws the page in slices, and the browser stays responsive in between.
  startTransition(() =>
    root.render(
      <StrictMode>
        <App {...parts} formatter={formatter} />
      </StrictMode>,
    ),
  );
  afterLoad(new AbortController().signal, async () => {
    const { watchVisit } = await import('./telemetry/telemetry.ts');
    await watchVisit();
  });
}

/** Lets the browser draw and answer in between. */
function nextTask(): Promise<void> {
  return after(0);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
