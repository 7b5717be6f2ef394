// Lighthouse's mobile preset on the built app: npm run check:lighthouse
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import lighthouse, { type Result } from 'lighthouse';
import { todayIn } from '#shared/dates/time-zone.ts';
import { signUpByApi } from '../tests/support/api-account.ts';
import { startApp } from '../tests/support/app-process.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../tests/support/chromium.ts';
import { fillHousehold } from '../tests/support/sample-household.ts';
import { medianScores, type Scores } from './lighthouse-scores.ts';
import { type Report, writeReport } from './report.ts';

const GOAL = 0.95;
/** Performance is reckoned from times, and those from what else the machine does: the median counts. */
const RUNS = 5;
/** The browser's trace began after the page did: nothing was measured, and Lighthouse asks to be run again. */
const LOST_TRACE = 'NO_NAVSTART';
/** Of the runs of a page. A browser that loses more traces than that is to be looked at. */
const MOST_LOST = 2;

interface Visit {
  page: string;
  path: string;
  cookie: string | null;
}

const report: Report = { passed: 0, failed: 0 };
const app = await startApp({ LOG_LEVEL: 'error' });
try {
  const account = await signUpByApi(app.url);
  await fillHousehold(account, todayIn('Europe/Berlin', Date.now()));
  const cookie = `${account.cookie.name}=${account.cookie.value}`;
  await check({ page: 'sign in', path: '/sign-in', cookie: null });
  await check({ page: 'dashboard', path: '/', cookie });
} finally {
  await app.stop();
}
writeReport('lighthouse', report);
process.exit(report.failed > 0 ? 1 : 0);

async function check({ page, path, cookie }: Visit): Promise<void> {
  const runs: Result[] = [];
  for (let lost = 0; runs.length < RUNS; ) {
    const result = await visit(`${app.url}${path}`, cookie);
    if (result.runtimeError?.code !== LOST_TRACE) runs.push(measured(result));
    else if (++lost > MOST_LOST) throw new Error(result.runtimeError.message);
    else process.stdout.write(`  ${page}: the browser lost a trace, measuring again\n`);
  }
  const scores = medianScores(runs.map(scoresOf));
  for (const [category, score] of Object.entries(scores)) {
    const hasPassed = score !== null && score >= GOAL;
    report[hasPassed ? 'passed' : 'failed'] += 1;
    process.stdout.write(
      `${hasPassed ? '✓' : '✗'} ${page.padEnd(10)} ${category.padEnd(15)} ${score === null ? 'none' : Math.round(score * 100)}\n`,
    );
    if (!hasPassed) process.stdout.write(`${shortcomings(runs, category).join('\n')}\n`);
  }
}

/** One run in a browser of its own, without anything kept from before. */
async function visit(url: string, cookie: string | null): Promise<Result> {
  const profile = mkdtempSync(join(tmpdir(), 'duetide-lighthouse-'));
  const chromium = spawn(
    chromiumPath(),
    [
      ...CHROMIUM_FLAGS,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const isGone = once(chromium, 'exit');
  try {
    const result = await lighthouse(url, {
      port: await debuggingPort(profile),
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      ...(cookie ? { extraHeaders: { cookie } } : {}),
    });
    if (!result) throw new Error(`Lighthouse said nothing about ${url}`);
    return result.lhr;
  } finally {
    chromium.kill();
    await isGone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function measured(result: Result): Result {
  const { runtimeError, requestedUrl, finalDisplayedUrl } = result;
  if (runtimeError) throw new Error(runtimeError.message);
  // A redirect would measure another page.
  if (finalDisplayedUrl !== requestedUrl)
    throw new Error(`${requestedUrl} led to ${finalDisplayedUrl}`);
  return result;
}

/** Chromium writes the port that it chose into its profile. */
async function debuggingPort(profile: string): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const content = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const port = Number.parseInt(content, 10);
    if (port > 0) return port;
    await wait(100);
  }
  throw new Error('Chromium opened no port for debugging');
}

function scoresOf({ categories }: Result): Scores {
  return Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]));
}

/** What cost points in the last run. */
function shortcomings(runs: readonly Result[], category: string): string[] {
  const last = runs.at(-1);
  return (last?.categories[category]?.auditRefs ?? [])
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => last?.audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < GOAL)
    .map((audit) => `    ${audit?.id}: ${audit?.title} ${audit?.displayValue ?? ''}`);
}
