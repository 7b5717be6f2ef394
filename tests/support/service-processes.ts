import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');
const START_LIMIT = 20_000;
const STOP_LIMIT = 5_000;
const BUILD_LIMIT = 300_000;

/** A server that tests need, with a data folder of its own, on loopback. */
export interface ServiceProcess {
  /** What it announced when it was ready, such as an address. */
  readonly address: string;
  readonly pid: number;
  /** Ends it and removes its data; calling it again is harmless. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  command: string;
  args: readonly string[];
  /** Matches once it is ready; the first group, or else the whole, is its address. */
  announcement: RegExp;
  /** Removed after it has stopped. */
  folder?: string;
}

/** @throws Error with what it wrote, if it ends or is silent instead of getting ready. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const child = spawn(options.command, options.args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async () => {
    await end(child);
    if (options.folder) rmSync(options.folder, { recursive: true, force: true });
  };
  try {
    const address = await announcementOf(child, options);
    return { address, pid: child.pid ?? 0, stop };
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
export function programOf(service: 'ferretdb'): string {
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

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
  await gone;
  clearTimeout(limit);
}
