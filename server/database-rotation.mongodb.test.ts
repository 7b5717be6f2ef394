import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newDatabaseUri, withDatabase } from '#tests/support/mongodb-test-store.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const READERS = 10;

interface Server {
  child: ChildProcess;
  url: string;
  /** Waits until the log has this many lines with those words. */
  logged(words: string, times: number): Promise<void>;
}

async function start(file: string): Promise<Server> {
  const environment = { MONGODB_URI_FILE: file, PORT: '0', SIGN_UP: 'open' };
  const limits = { RATE_LIMIT_API: '0', RATE_LIMIT_AUTH: '0', RATE_LIMIT_HEALTH: '0' };
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      RATE_PROVIDERS: 'off',
      REPLY_CACHE: 'off',
      SESSION_CACHE: 'off',
      ...environment,
      ...limits,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const grown = async () => {
    if (child.exitCode !== null) throw new Error(`The server ended. It wrote:\n${output}`);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
  };
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ready = /^Duetide is ready at (http:\S+)$/m;
  while (!ready.test(output)) await grown();
  return {
    child,
    url: ready.exec(output)?.[1] ?? '',
    async logged(words, times) {
      while (output.split(words).length <= times) await grown();
    },
  };
}

/** The file in a folder behind a link that is swapped as a whole: so Kubernetes updates secrets. */
function newMountedFile(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'duetide-mount-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let version = 0;
  const publish = (text: string) => {
    version += 1;
    mkdirSync(join(folder, `v${version}`));
    writeFileSync(join(folder, `v${version}`, 'uri'), text);
    symlinkSync(`v${version}`, join(folder, 'next'));
    renameSync(join(folder, 'next'), join(folder, 'data'));
  };
  publish(content);
  return { file: join(folder, 'data', 'uri'), publish };
}

async function signUp(url: string): Promise<{ cookie: string }> {
  const reply = await fetch(`${url}/api/v1/auth/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada',
      email: 'ada@example.com',
      password: 'correct horse battery',
      household: { name: 'Home', baseCurrency: 'EUR', timeZone: 'UTC' },
    }),
  });
  expect(reply.status).toBe(201);
  return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

it('row 34, the server takes another connection string without one failed request', async () => {
  const uri = newDatabaseUri();
  const other = uri.replace('127.0.0.1', 'localhost');
  onTestFinished(() => withDatabase(uri, async (db) => void (await db.dropDatabase())));
  const mount = newMountedFile(uri);
  const server = await start(mount.file);
  const headers = await signUp(server.url);

  let isOver = false;
  const statuses = new Map<number, number>();
  const readers = Array.from({ length: READERS }, async () => {
    while (!isOver) {
      const { status } = await fetch(`${server.url}/api/v1/subscriptions`, { headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  const reconnect = () =>
    fetch(`${server.url}/api/v1/operator/database/reconnect`, { method: 'POST', headers });

  mount.publish(other);
  await server.logged('database connection replaced', 1);
  server.child.kill('SIGHUP');
  await server.logged('database connection replaced', 2);
  expect((await reconnect()).status).toBe(204);

  mount.publish('mongodb://ada:s3cret@127.0.0.1:1/x');
  const refused = await reconnect();
  const problem = await refused.text();
  expect([refused.status, problem.includes('127.0.0.1'), problem.includes('s3cret')]).toEqual([
    409,
    true,
    false,
  ]);
  await server.logged('database connection not replaced', 1);
  expect((await fetch(`${server.url}/api/health/ready`)).status).toBe(200);

  isOver = true;
  await Promise.all(readers);
  expect([...statuses.keys()]).toEqual([200]);
  process.stdout.write(
    `row 34: 3 rotations and a bad string, ${statuses.get(200)} requests, 0 failed\n`,
  );
}, 60_000);
