import linguiMacro from '@lingui/babel-plugin-lingui-macro';
import { lingui } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { brandSprite } from './build/brand-sprite.ts';
import { compiledMessages } from './build/compiled-messages.ts';
import { headAssets } from './build/head-assets.ts';
import { precompress } from './build/precompress.ts';

const root = import.meta.dirname;
const VENDOR =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@lingui|@tanstack\/(react-router|router-core|history|react-store|store|react-query|query-core))\//;
const API = process.env.API_ORIGIN ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root,
  base: '/',
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
    precompress(),
  ],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Small pictures stay files: `data:` addresses would weaken the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs and what changes only with an update of a library: one file, which
        // browsers keep, and which compresses better than its pieces.
        codeSplitting: { groups: [{ name: 'vendor', test: VENDOR }] },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': API, '/calendar/': API } },
});
