import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchProcess {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Seconds of CPU it has used so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '..');
const START_LIMIT = 30_000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A server in a process of its own, on one core where there are two. */
export async function startProcess(
  script: string,
  environment: Record<string, string> = {},
  core = 0,
): Promise<BenchProcess> {
  const [command = '', ...args] = [...pinned(core), process.execPath, resolve(ROOT, script)];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', RATE_PROVIDERS: 'off', ...environment },
  });
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  let output = '';
  const url = new Promise<string>((found) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address) found(address);
    });
  });
  const failed = Promise.race([ended, sleep(START_LIMIT, undefined, { ref: false })]).then(() => {
    throw new Error(`${script} named no address. It wrote:\n${output}`);
  });
  failed.catch(() => {});
  return {
    url: await Promise.race([url, failed]),
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop,
  };
}

/** Keeps this process off the servers' core. */
export function pinLoadGenerator(): void {
  const [command, ...args] = pinned(1, String(process.pid));
  if (command) spawnSync(command, args);
}

function pinned(core: number, pid?: string): string[] {
  const isPossible = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;
  if (!isPossible) return [];
  return pid
    ? ['taskset', '--all-tasks', '--pid', '--cpu-list', String(core), pid]
    : ['taskset', '--cpu-list', String(core)];
}

/** proc(5): fields 14 and 15 of `stat`, in ticks of 10 ms. NaN where there is no /proc. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
