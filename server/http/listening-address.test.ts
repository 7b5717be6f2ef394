import { afterEach, describe, expect, it } from 'vitest';
import { openHttpApp } from '#tests/support/http-app.ts';
import type { App } from './app-instance.ts';
import { addressOf } from './listening-address.ts';

describe('addressOf', () => {
  let app: App;
  afterEach(() => app.close());

  it('has the port that was given', async () => {
    ({ app } = await openHttpApp());
    await app.listen({ host: '127.0.0.1', port: 0 });
    const reply = await fetch(`${addressOf(app, '127.0.0.1')}/api/nowhere`);
    expect(reply.status).toBe(404);
  });

  it.each([
    ['0.0.0.0', 'http://localhost:0'],
    ['::', 'http://localhost:0'],
    ['::1', 'http://[::1]:0'],
    ['duetide.local', 'http://duetide.local:0'],
  ])('names %s as a browser would', async (host, address) => {
    ({ app } = await openHttpApp());
    expect(addressOf(app, host)).toBe(address);
  });
});
