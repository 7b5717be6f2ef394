// How long people wait for the first answer after `npm start`, once everything is set up.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ensureWebBuilt } from './build-web.ts';
import { writeReport } from './report.ts';

const LIMIT = 1500;
const RUNS = 5;

const root = dirname(import.meta.dirname);
await ensureWebBuilt(root);
const dataDir = mkdtempSync(join(tmpdir(), 'duetide-start-'));
const times: number[] = [];
// The first one is not counted: it makes the database and fills the cache of compiled sources.
for (let run = 0; run <= RUNS; run += 1) {
  const time = await timeStart();
  if (run > 0) times.push(time);
}
rmSync(dataDir, { recursive: true });

const median = times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
const isMet = median <= LIMIT;
process.stdout.write(
  `${isMet ? '✓' : '✗'} first answer ${Math.round(median)} ms after npm start (≤ ${LIMIT} ms; ${times.map(Math.round).join(', ')})\n`,
);
writeReport('start', isMet ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
process.exitCode = isMet ? 0 : 1;

async function timeStart(): Promise<number> {
  const start = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...shellEnvironment(), DATA_DIR: dataDir, PORT: '0', RATE_PROVIDERS: 'off' },
  });
  const isGone = once(npm, 'exit');
  let output = '';
  for await (const chunk of npm.stdout) {
    output += chunk;
    const [address] = output.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    if (!address) continue;
    const answer = await fetch(address);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    break;
  }
  const time = performance.now() - start;
  npm.kill('SIGTERM');
  const [code] = await isGone;
  if (code !== 0) throw new Error(`npm start ended with code ${code} after SIGTERM:\n${output}`);
  return time;
}

/** As in a person's shell: without what npm sets for its scripts, and on the machine's Node. */
function shellEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root));
  return { ...Object.fromEntries(entries), PATH: path.join(delimiter) };
}
