import { describe, expect, it } from 'vitest';
import { judgeConnection, judgeFault } from './judge-connection.ts';
import { createClient, databaseOf } from './mongodb-connection.ts';

/** What the driver makes of a connection string, with our own options. */
function judge(uri: string) {
  const client = createClient(uri);
  const found = judgeConnection(uri, client.options, databaseOf(client, uri));
  return found.map(({ name, level }) => `${name} ${level}`);
}

describe('a connection', () => {
  it.each(['mongodb://localhost/x', 'mongodb://db.example/x?tls=true'])('%s is safe', (uri) => {
    expect(judge(uri)).toEqual(['TLS ok', 'durability ok']);
  });

  it.each([
    ['mongodb://db.example/x', 'TLS failure'],
    ['mongodb://db.example/x?tls=true&tlsInsecure=true', 'TLS failure'],
    ['mongodb://db.example/x?tls=true&tlsAllowInvalidCertificates=true', 'TLS failure'],
    ['mongodb://db.example/x?tls=true&tlsAllowInvalidHostnames=true', 'TLS failure'],
  ])('%s is not: %s', (uri, fault) => {
    expect(judge(uri)).toContain(fault);
  });
});

describe('what a connection string asks for', () => {
  it.each(['w=1', 'journal=false', 'readConcernLevel=local', 'w=0&journal=false'])(
    'takes nothing back of what acknowledged writes rely on: %s',
    (options) => {
      expect(judge(`mongodb://localhost/x?${options}`)).toContain('durability ok');
    },
  );

  it('would be found if the driver let it win', () => {
    const uri = 'mongodb://localhost/x?journal=false&readConcernLevel=local';
    const client = createClient(uri);
    expect(judgeConnection(uri, client.options, client.db())[1]).toMatchObject({
      level: 'failure',
    });
  });
});

describe('why there is no connection', () => {
  const uri = 'mongodb://ada:hunter2hunter2@db.example/duetide';

  it.each([
    ['connect ECONNREFUSED 127.0.0.1:27017', 'Start the database'],
    ['getaddrinfo ENOTFOUND db.example', 'DNS'],
    ['querySrv ENOTFOUND _mongodb._tcp.db.example', 'DNS'],
    ['Authentication failed.', 'user and password'],
    ['bad auth : authentication failed', 'user and password'],
    ['Server selection timed out after 5000 ms', 'firewall'],
    ['unable to verify the first certificate', 'tlsCAFile'],
    ['something else', 'log of the database'],
  ])('%s', (message, cure) => {
    expect(judgeFault(new Error(message), uri)).toMatchObject({
      level: 'failure',
      message: `duetide on db.example cannot be used: ${message}`,
      cure: expect.stringContaining(cure),
    });
  });

  it('is told without the secrets that a message may hold', () => {
    const { message } = judgeFault(new Error(`cannot use ${uri}\nat x`), uri);
    expect(message).not.toMatch(/hunter2|\n/);
  });
});
