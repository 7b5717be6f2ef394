import { describe, expect, it } from 'vitest';
import { serverKindOf } from './capabilities.ts';
import { type Hello, judgeServer } from './judge-server.ts';

const localTime = new Date();
const MONGODB_7 = serverKindOf({ version: '7.0.14' });

function judge(hello: Omit<Hello, 'localTime'>, server = MONGODB_7) {
  const found = judgeServer(server, { localTime, ...hello });
  return Object.fromEntries(found.map((finding) => [finding.name, finding]));
}

describe('a server of MongoDB', () => {
  it.each([
    ['5.0.30', 'failure', 'MongoDB 5.0.30 is too old'],
    ['6.0.0', 'ok', 'MongoDB 6.0.0'],
    ['8.2.1', 'ok', 'MongoDB 8.2.1'],
  ])('of version %s: %s', (version, level, message) => {
    const hello = { setName: 'rs0', hosts: ['a:1', 'b:1', 'c:1'] };
    expect(judge(hello, serverKindOf({ version }))).toMatchObject({
      server: { level, message: expect.stringContaining(message) },
    });
  });

  it('that is FerretDB is called by its name', () => {
    const server = serverKindOf({ version: '7.0.42', ferretdbVersion: 'v1.24.0' });
    expect(judge({}, server)).toMatchObject({
      server: { level: 'warning', message: expect.stringContaining('FerretDB v1.24.0') },
    });
  });

  // As `hello` answers: https://www.mongodb.com/docs/manual/reference/command/hello/
  it.each([
    ['three members', { setName: 'rs0', hosts: ['a:1', 'b:1', 'c:1'], passives: [] }, 'ok'],
    ['a passive one', { setName: 'rs0', hosts: ['a:1', 'b:1'], passives: ['c:1'] }, 'ok'],
    ['a router', { msg: 'isdbgrid' }, 'ok'],
    ['two members', { setName: 'rs0', hosts: ['a:1', 'b:1'] }, 'note'],
    ['one member', { setName: 'rs0', hosts: ['a:1'] }, 'warning'],
    ['an arbiter', { setName: 'rs0', hosts: ['a:1', 'b:1'], arbiters: ['c:1'] }, 'warning'],
    ['nobody beside it', {}, 'warning'],
  ])('with %s: %j is %s', (_name, hello, level) => {
    expect(judge(hello)).toMatchObject({ server: { level: 'ok' }, 'replica set': { level } });
  });
});
