import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(resolve(import.meta.dirname, '..', '..'), 'server', 'main.ts');

/**
 * Starts the server with this environment alone, without building the web app.
 * @returns what ends it at once, when it is ready.
 */
export async function startServer(
  environment: Record<string, string>,
): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, RATE_PROVIDERS: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('Duetide is ready')) continue;
    return async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const isGone = once(child, 'exit');
      child.kill('SIGKILL');
      await isGone;
    };
  }
  throw new Error('The server ended before it was ready');
}
