import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const ADDRESS = 'operator/database/reconnect';

async function setUp(rotate?: () => Promise<void>) {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
  const rotation = rotate ? { rotate, follow: async () => {} } : null;
  const server: TestApp = await createTestApp({ parts: { logOf: () => log, rotation } });
  onTestFinished(() => server.close());
  // The first account is the operator's.
  return { server, lines, operator: await server.signUp() };
}

describe('connecting to the database anew', () => {
  it('is for the operator, and not for whoever owns a household', async () => {
    let rotations = 0;
    const { server, operator } = await setUp(async () => {
      rotations += 1;
    });
    const owner = await server.signUp();
    expect((await server.api('POST', ADDRESS)).statusCode).toBe(401);
    const refused = await owner.api('POST', ADDRESS);
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'role-too-low']);
    expect(rotations).toBe(0);
    expect((await operator.api('POST', ADDRESS)).statusCode).toBe(204);
    expect(rotations).toBe(1);
  });

  it('tells the operator, and the log, why it could not be done', async () => {
    const reason = 'The database x on a.example cannot be used: Authentication failed.';
    const { operator, lines } = await setUp(() => Promise.reject(new Error(reason)));
    const reply = await operator.api('POST', ADDRESS);
    expect([reply.statusCode, reply.json().detail]).toEqual([409, reason]);
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual([reason]);
  });

  it('says that a file has no connection', async () => {
    const { operator } = await setUp();
    const reply = await operator.api('POST', ADDRESS);
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'conflict']);
    expect(reply.json().detail).toContain('is a file');
  });
});
