import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

interface Started {
  child: ChildProcess;
  url: string;
  port: number;
  /** Waits for what it says on standard output. */
  wrote(pattern: RegExp): Promise<string>;
}

/** On a connection of its own. @returns the status. */
function ask(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (reply) => {
      reply.resume().on('end', () => resolve(reply.statusCode ?? 0));
    }).on('error', reject);
  });
}

describe('the server as a process', () => {
  let folder: string;
  let children: ChildProcess[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duetide-main-'));
    children = [];
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function launch(environment: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env.PATH,
        DATA_DIR: folder,
        PORT: '0',
        RATE_PROVIDERS: 'off',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  async function start(environment: Record<string, string> = {}): Promise<Started> {
    const child = launch(environment);
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    const wrote = async (pattern: RegExp): Promise<string> => {
      while (!pattern.test(output)) await once(child.stdout as NodeJS.ReadableStream, 'data');
      return pattern.exec(output)?.[1] ?? '';
    };
    const url = await wrote(/^Duetide is ready at (http:\S+)$/m);
    return { child, url, port: Number(new URL(url).port), wrote };
  }

  async function fail(environment: Record<string, string>) {
    const child = launch(environment);
    const [errors, [code]] = await Promise.all([
      text(child.stderr as NodeJS.ReadableStream),
      once(child, 'exit'),
    ]);
    return { code, errors };
  }

  it('backs up by itself, restores that for a trial, and says so', async () => {
    const { child, wrote } = await start({ BACKUP_EVERY: '6h', BACKUP_PASSPHRASE: 'long enough!' });
    const file = await wrote(/"file":"([^"]+)".*backed up and verified/);
    expect(file).toMatch(/\/backups\/duetide-[^/]+\.tar\.gz\.age$/);
    expect(existsSync(file)).toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says why it could not back up, and serves all the same', async () => {
    const { url, wrote } = await start({ BACKUP_EVERY: '6h', BACKUP_DIR: MAIN });
    expect(await wrote(/"kind":"backup".*"err":{[^}]*?"message":"([^"]+)".*job failed/)).toContain(
      `The folder ${MAIN} cannot be read (ENOTDIR): choose a folder that this user may write.`,
    );
    expect(await ask(`${url}/api/health/ready`)).toBe(200);
  });

  it('leaves no half a backup when it is stopped', async () => {
    const { child } = await start({ BACKUP_EVERY: '6h' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const left = readdirSync(folder, { recursive: true }).map(String);
    expect(left.filter((name) => name.includes('scratch'))).toEqual([]);
  });

  it('names the address, answers, and ends with 0 when asked to', async () => {
    const { child, url } = await start();
    const reply = await fetch(`${url}/api/health/ready`);
    expect(await reply.json()).toEqual({ status: 'ok' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends at once although a browser keeps its connection', async () => {
    const { child, url } = await start();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      get(`${url}/api/health/live`, { agent }, (reply) => {
        reply.resume().on('end', resolve);
      }).on('error', reject);
    });
    const begun = performance.now();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - begun).toBeLessThan(3_000);
    agent.destroy();
  });

  it('finishes what runs, while readiness already says no', async () => {
    const { child, url, port, wrote } = await start();
    const body = JSON.stringify({ email: 'nobody@example.com', password: 'wrong' });
    const socket = connect(port, '127.0.0.1');
    socket.write(
      [
        'POST /api/v1/auth/sign-in HTTP/1.1',
        'Host: 127.0.0.1',
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body.slice(0, 10),
      ].join('\r\n'),
    );
    // Once this one is answered, the first has arrived as well.
    expect(await ask(`${url}/api/health/ready`)).toBe(200);
    child.kill('SIGTERM');
    await wrote(/"shutting down"/);
    expect(await ask(`${url}/api/health/ready`)).toBe(503);
    socket.write(body.slice(10));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer).toContain('wrong-credentials');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says which variables are wrong, all at once', async () => {
    const { code, errors } = await fail({ PORT: '70000', SIGN_UP: 'maybe' });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      'PORT must be a whole number from 0 to 65535, not "70000".',
      'SIGN_UP must be open, closed or first-user, not "maybe".',
    ]);
  });

  it('says that the port is in use, and names another', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { code, errors } = await fail({ PORT: String(port) });
    expect(code).toBe(1);
    expect(errors).toBe(
      `PORT ${port} is in use on 127.0.0.1. Stop the other program, or choose another port: PORT=${port + 1}.\n`,
    );
    other.close();
  });

  it('says that the folder cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'data');
    const { code, errors } = await fail({ DATA_DIR: path });
    expect(code).toBe(1);
    expect(errors).toBe(
      `DATA_DIR ${path} cannot be written (ENOTDIR). Choose a folder that this user may write: DATA_DIR=./data.\n`,
    );
  });

  it('says that the database is none, without a stack', async () => {
    writeFileSync(join(folder, 'duetide.db'), 'this is not a database, however long it may be');
    const { code, errors } = await fail({});
    expect(code).toBe(1);
    expect(errors).toMatch(/^DATA_DIR [^\n]*duetide\.db[^\n]*\n$/);
  });

  it('says that the address is not one of this machine', async () => {
    const { code, errors } = await fail({ HOST: '192.0.2.1' });
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^HOST 192\.0\.2\.1 is no address of this machine [^\n]*HOST=127\.0\.0\.1[^\n]*\n$/,
    );
  });
});
