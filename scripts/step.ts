import { spawn } from 'node:child_process';
import { secondsSince } from './install.mjs';

export interface Step {
  name: string;
  command: string;
  args: string[];
}

/** Runs a program quietly: one line with its duration, and its output only if it fails. */
export async function runStep({ name, command, args }: Step): Promise<boolean> {
  const start = Date.now();
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', resolve);
  });
  const isPassed = code === 0;
  if (!isPassed) process.stdout.write(Buffer.concat(output));
  process.stdout.write(`${isPassed ? '✓' : '✗'} ${name.padEnd(12)} ${secondsSince(start)}\n`);
  return isPassed;
}
