import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureWebBuilt } from './build-web.ts';
import { gzippedBytes, readManifest, scriptsOf, scriptsOfHtml } from './bundle-size.ts';
import { type Report, writeReport } from './report.ts';

/** Of all scripts that must be there before a page shows, each gzipped, 1 kB = 1000 bytes. */
const LIMIT_KILOBYTES = 130;
/** The page, what is around it, and the application, which the entry starts after the first paint. */
const PAGES: Record<string, string[]> = {
  'sign in': ['app/start.tsx', 'app/entrance/entrance-layout.tsx', 'app/pages/sign-in-page.tsx'],
  dashboard: ['app/start.tsx', 'shell', 'app/pages/dashboard-page.tsx'],
};

const root = dirname(import.meta.dirname);
const webFolder = join(root, 'dist', 'web');
await ensureWebBuilt(root);
const manifest = readManifest(webFolder);
const ofEveryPage = scriptsOfHtml(readFileSync(join(webFolder, 'index.html'), 'utf8'));

const report: Report = { passed: 0, failed: 0 };
for (const [page, chunks] of Object.entries(PAGES)) {
  const scripts = [...new Set([...ofEveryPage, ...scriptsOf(manifest, ['index.html', ...chunks])])];
  const kilobytes = gzippedBytes(webFolder, scripts) / 1000;
  const isMet = kilobytes <= LIMIT_KILOBYTES;
  report[isMet ? 'passed' : 'failed'] += 1;
  process.stdout.write(
    `${isMet ? '✓' : '✗'} ${page.padEnd(10)} ${kilobytes.toFixed(1).padStart(6)} kB in ${scripts.length} scripts (≤ ${LIMIT_KILOBYTES} kB)\n`,
  );
  for (const script of scripts) {
    const size = (gzippedBytes(webFolder, [script]) / 1000).toFixed(1);
    process.stdout.write(`    ${size.padStart(6)}  ${script}\n`);
  }
}
writeReport('bundle', report);
process.exitCode = report.failed > 0 ? 1 : 0;
