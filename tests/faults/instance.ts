import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#tests/support/free-port.ts';
import { type ServiceProcess, startService } from '#tests/support/service-processes.ts';

const MAIN = resolve(import.meta.dirname, '../../server/main.ts');

/** A server that can be killed and started again at the same address, with what it had kept. */
export interface Backend {
  readonly address: string;
  readonly pid: number;
  kill(): Promise<void>;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** One process of Duetide. */
export interface Instance extends Backend {
  /** Starts it and kills it again before it is ready, or soon after. */
  startInVain(milliseconds: number): Promise<void>;
}

export interface InstanceOptions {
  /** Beside what every test wants: no limits, no log, anybody may sign up. */
  environment: Record<string, string>;
  /** Runs it under another program: that one and its arguments. */
  under?: readonly string[];
}

/** @param start is given the port from the second time on */
export async function startBackend(
  start: (port?: number) => Promise<ServiceProcess>,
): Promise<Backend> {
  let running = await start();
  const { address } = running;
  return {
    address,
    get pid() {
      return running.pid;
    },
    kill: () => running.kill(),
    stop: () => running.stop(),
    async start() {
      running = await start(Number(new URL(address).port));
    },
  };
}

export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const [command = '', ...args] = [...(options.under ?? []), process.execPath, MAIN];
  const environmentAt = (port: number) => ({
    PATH: process.env.PATH,
    RATE_PROVIDERS: 'off',
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    SIGN_UP: 'open',
    RATE_LIMIT_API: '0',
    RATE_LIMIT_AUTH: '0',
    RATE_LIMIT_HEALTH: '0',
    ...options.environment,
    PORT: String(port),
  });
  const backend = await startBackend(async (port) =>
    startService({
      command,
      args,
      environment: environmentAt(port ?? (await freePort())),
      announcement: /http:\/\/127\.0\.0\.1:\d+/,
    }),
  );
  return Object.assign(backend, {
    async startInVain(milliseconds: number) {
      const env = environmentAt(Number(new URL(backend.address).port));
      const child = spawn(command, args, { env, stdio: 'ignore' });
      const gone = once(child, 'exit');
      await sleep(milliseconds);
      child.kill('SIGKILL');
      await gone;
    },
  });
}
