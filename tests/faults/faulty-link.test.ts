// A fault that does not happen passes every test that expects its survival.
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServiceProcess, startRedis } from '#tests/support/service-processes.ts';
import { type FaultyLink, startToxiproxy, type Toxiproxy } from '#tests/support/toxiproxy.ts';

let toxiproxy: Toxiproxy;
let server: ServiceProcess;
let link: FaultyLink;

beforeAll(async () => {
  [toxiproxy, server] = await Promise.all([startToxiproxy(), startRedis()]);
  link = await toxiproxy.link(new URL(server.address).host);
});
afterAll(async () => {
  await Promise.all([toxiproxy?.stop(), server?.stop()]);
});

/** What becomes of one command on a new connection, and after how many milliseconds. */
async function ask(): Promise<{ outcome: string; milliseconds: number }> {
  const client = new Redis(`redis://${link.address}`, {
    lazyConnect: true,
    retryStrategy: null,
    enableReadyCheck: false,
    commandTimeout: 1_000,
    connectTimeout: 1_000,
  });
  let fault: NodeJS.ErrnoException | undefined;
  client.on('error', (error: NodeJS.ErrnoException) => {
    fault = error;
  });
  const begun = performance.now();
  const outcome = await client.ping().catch((error: Error) => fault?.code ?? error.message);
  client.disconnect();
  return { outcome, milliseconds: performance.now() - begun };
}

test('a link passes everything until it is told otherwise, and again once it is healed', async () => {
  expect((await ask()).outcome).toBe('PONG');
  await link.cut();
  expect((await ask()).outcome).toBe('ECONNREFUSED');
  await link.heal();
  expect((await ask()).outcome).toBe('PONG');
});

test('a link resets connections', async () => {
  await link.reset();
  expect((await ask()).outcome).toBe('ECONNRESET');
  await link.heal();
  expect((await ask()).outcome).toBe('PONG');
});

test('a link swallows what is sent', async () => {
  await link.swallow();
  const { outcome, milliseconds } = await ask();
  expect(outcome).toBe('Command timed out');
  expect(milliseconds).toBeGreaterThan(900);
  await link.heal();
  expect((await ask()).outcome).toBe('PONG');
});

test('a link delays answers', async () => {
  await link.delay(300);
  const { outcome, milliseconds } = await ask();
  expect(outcome).toBe('PONG');
  expect(milliseconds).toBeGreaterThan(290);
  await link.heal();
  expect((await ask()).milliseconds).toBeLessThan(290);
});
