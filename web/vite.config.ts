import { readFileSync } from 'node:fs';
import linguiMacro from '@lingui/babel-plugin-lingui-macro';
import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { brandSprite } from './build/brand-sprite.ts';
import { compiledMessages } from './build/compiled-messages.ts';
import { headAssets } from './build/head-assets.ts';
import { keptFormat } from './build/kept-format.ts';
import { precompress } from './build/precompress.ts';
import { serviceWorker } from './build/service-worker.ts';
import { sourceMaps } from './build/source-maps.ts';

const root = import.meta.dirname;
const VENDOR =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@lingui|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core))\//;
/** What the first page of everybody needs: one file instead of a dozen small ones. */
const CORE =
  /\/web\/app\/(app-|app\.tsx|follow-|router|routes|root-layout|safe-next|page-|brand\/|shell\/after-load|telemetry\/(current-route|error-reference|report-error))|-search\.ts|\/web\/ui\/(button|cx|spinner|icon-button|toast|skeleton|empty-state|error-state|text-link)\.|\/web\/lib\/(api|kept|keeping|indexed-kept|stale-answers|queries|query-client|format|use-formatter|session|sign-in-memory|page-title|problem-message|field-errors|lazy-component)/;
/** What surrounds every page of a household. */
const SHELL =
  /\/web\/app\/shell\/(app-|bell-button|member-|sidebar|top-|tab-|account-panel|navigation|palette-keys|shortcut-reader|use-shell)|\/web\/ui\/(card|kbd|page-header|popover)\.|lucide-react\/.*\/(bell|plus|search|chevrons-up-down|layout-grid|waves|calendar-days|settings-2)\./;
const FORMS =
  /\/web\/ui\/(form|form-error|form-faults|field|input|password-input|control-class|notice)\./;
const release: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;
const API = process.env.API_ORIGIN ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root,
  base: '/',
  define: {
    'import.meta.env.KEPT_FORMAT': JSON.stringify(keptFormat()),
    'import.meta.env.RELEASE': JSON.stringify(release),
  },
  plugins: [
    babel({
      include: /\/web\/.*\.tsx?$/,
      plugins: [[linguiMacro, { stripMessageField: false }], compiledMessages],
    }),
    lingui(),
    react(),
    tailwindcss(),
    brandSprite(),
    headAssets(),
    serviceWorker(),
    sourceMaps(),
    precompress(),
  ],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    // For whoever reads a stack: kept beside the pages, and named in none of the files.
    sourcemap: 'hidden',
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Small pictures stay files: `data:` addresses would weaken the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs and what changes only with an update of a library is one file, which
        // browsers keep.
        codeSplitting: {
          groups: [
            // On its own: the entry needs it, and shall not wait for anything else.
            { name: 'preload', test: /preload-helper/, priority: 1 },
            { name: 'vendor', test: VENDOR },
            { name: 'core', test: CORE },
            { name: 'shell', test: SHELL },
            { name: 'forms', test: FORMS },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': API, '/calendar/': API } },
});
