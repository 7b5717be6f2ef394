import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');
const START_LIMIT = 60_000;
const STOP_LIMIT = 10_000;

export interface AppProcess {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** What it has written so far: mails appear here. */
  output(): string;
  /** Ends it as an operator would. @returns its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the server as `npm start` does, over a database of its own in a folder that is gone
 * after `stop`. Anybody may sign up, as often as they like.
 */
export async function startApp(environment: Record<string, string> = {}): Promise<AppProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'duetide-data-'));
  const child = spawn(process.execPath, ['scripts/run.mjs', '--production', 'scripts/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      SIGN_UP: 'open',
      RATE_PROVIDERS: 'off',
      RATE_LIMIT_API: '0',
      RATE_LIMIT_AUTH: '0',
      RATE_LIMIT_HEALTH: '0',
      ...environment,
    },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const stop = async () => {
    const code = await end(child);
    rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  try {
    const url = await addressOf(child, () => output);
    return { url, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first address that the server prints. */
function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolveAddress, reject) => {
    const fail = (why: string) => reject(new Error(`The server ${why}. It wrote:\n${output()}`));
    const limit = setTimeout(() => fail(`named no address in ${START_LIMIT} ms`), START_LIMIT);
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with code ${code}`);
    });
    child.stdout?.on('data', () => {
      const [address] = output().match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
      if (!address) return;
      clearTimeout(limit);
      resolveAddress(address);
    });
  });
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const isGone = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  await isGone;
  clearTimeout(limit);
  return child.exitCode;
}
