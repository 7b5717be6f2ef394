import './app.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { colorBrowser } from '#web/lib/theme.ts';
import { activateLanguage } from '#web/lib/translations.ts';
import { App, createAppParts } from './app.tsx';

/** So long the sign of index.html stands alone; then the outline of the page says more. */
const PATIENCE_MS = 1_000;

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element');

activateLanguage('en');
colorBrowser();
const parts = createAppParts();
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
// What fails while loading, the router shows when it is rendered.
await Promise.race([parts.router.load().catch(() => {}), patience]);
const root = createRoot(container);
// As a transition React draws the page in slices, and the browser stays responsive in between.
startTransition(() =>
  root.render(
    <StrictMode>
      <App {...parts} />
    </StrictMode>,
  ),
);
