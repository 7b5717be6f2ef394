import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const START_LIMIT = 20_000;
const STOP_LIMIT = 5_000;
const BUILD_LIMIT = 300_000;

/** A server that tests need, with a data folder of its own, on loopback. */
export interface ServiceProcess {
  /** What it announced when it was ready, such as an address. */
  readonly address: string;
  readonly pid: number;
  /** Ends it as a power cut would; its data stays. */
  kill(): Promise<void>;
  /** Ends it and removes its data; calling it again is harmless. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  command: string;
  args: readonly string[];
  /** Instead of this process's own. */
  environment?: Record<string, string | undefined>;
  /** Matches once it is ready; the first group, or else the whole, is its address. */
  announcement: RegExp;
  /** Removed after it has stopped. */
  folder?: string;
}

/** @throws Error with what it wrote, if it ends or is silent instead of getting ready. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const [command = '', ...args] = [...untilWeEnd(), options.command, ...options.args];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: options.environment ?? process.env,
  });
  const stop = async () => {
    await end(child);
    if (options.folder) rmSync(options.folder, { recursive: true, force: true });
  };
  try {
    const address = await announcementOf(child, options);
    return { address, pid: child.pid ?? 0, kill: () => end(child, 'SIGKILL'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * What `tests/support/services.sh` built or found.
 * @returns the path of its program.
 * @throws Error that says what is missing.
 */
export function programOf(
  service: 'bugsink' | 'ferretdb' | 'prometheus' | 'redis' | 'strace' | 'toxiproxy',
): string {
  const script = join(ROOT, 'tests/support/services.sh');
  try {
    const output = execFileSync(script, [service], {
      encoding: 'utf8',
      timeout: BUILD_LIMIT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return output.trim();
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(stderr?.trim() || String(error));
  }
}

/** A server of MongoDB's protocol. On the same `folder` and `port` it goes on where it was ended. */
export function startFerretdb({
  folder,
  port = 0,
}: {
  folder?: string;
  port?: number;
} = {}): Promise<ServiceProcess> {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'duetide-ferretdb-'));
  return startService({
    command: programOf('ferretdb'),
    args: ['-listen', `127.0.0.1:${port}`, '-state', own],
    announcement: /^mongodb:\/\/\S+$/m,
    ...(folder === undefined && { folder: own }),
  });
}

/** Keeps nothing on disk unless it is told to: `SAVE`, and it goes on with that in its `folder`. */
export async function startRedis({
  folder,
  port,
  settings = [],
}: {
  folder?: string;
  port?: number;
  /** More of what stands in `redis.conf`, such as `--requirepass`, `secret`. */
  settings?: readonly string[];
} = {}): Promise<ServiceProcess> {
  const own = folder ?? mkdtempSync(join(tmpdir(), 'duetide-redis-'));
  const where = port ?? (await freePort());
  const service = await startService({
    command: programOf('redis'),
    args: ['--bind', '127.0.0.1', '--port', String(where), '--dir', own, '--save', '', ...settings],
    announcement: /Ready to accept connections/,
    ...(folder === undefined && { folder: own }),
  });
  return { ...service, address: `redis://127.0.0.1:${where}/` };
}

function announcementOf(child: ChildProcess, { command, announcement }: ServiceOptions) {
  let output = '';
  return new Promise<string>((resolveAddress, reject) => {
    const fail = (why: string) => reject(new Error(`${command} ${why}. It wrote:\n${output}`));
    const limit = setTimeout(() => fail(`was not ready in ${START_LIMIT} ms`), START_LIMIT);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [whole, group] = announcement.exec(output) ?? [];
      if (whole === undefined) return;
      clearTimeout(limit);
      // Announced is enough: more output would only fill the memory.
      output = '';
      resolveAddress(group ?? whole);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with code ${code}`);
    });
  });
}

/**
 * Prefix of a command that ends it also when this process is killed and can end nothing itself:
 * a test that is broken off leaves no servers behind. Only Linux knows how.
 */
function untilWeEnd(): string[] {
  const prefix = ['setpriv', '--pdeathsig', 'KILL'];
  const [command = '', ...args] = prefix;
  hasSetpriv ??= spawnSync(command, [...args, 'true']).status === 0;
  return hasSetpriv ? prefix : [];
}
let hasSetpriv: boolean | undefined;

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  await gone;
  clearTimeout(limit);
}
