import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const COMMAND = join(resolve(import.meta.dirname, '..', '..'), 'cli', 'duetide.mjs');

/** Runs `npx duetide` in a process of its own, without what the machine's environment says of it. */
export async function runDuetide(
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ output: string; errors: string; code: number | null }> {
  const child = spawn(process.execPath, [COMMAND, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      RATE_PROVIDERS: 'off',
      ...environment,
    },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, errors, code };
}
