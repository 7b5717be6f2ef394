import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logWith(level: string) {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLogger(level, destination), lines };
}

describe('createLogger', () => {
  it('writes one JSON object a line, with an instant and a readable level', () => {
    const { log, lines } = logWith('info');
    log.warn({ requestId: 'abc' }, 'slow');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: 'abc',
      msg: 'slow',
    });
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = logWith('warn');
    log.info('nobody reads this');
    expect(lines).toEqual([]);
  });

  it('never writes a secret, wherever it lies', () => {
    const { log, lines } = logWith('info');
    log.info({
      password: 'hunter2',
      body: { newPassword: 'hunter2', currentPassword: 'hunter2', token: 'hunter2' },
      headers: { cookie: 'duetide_session=hunter2', authorization: 'hunter2' },
      request: { headers: { cookie: 'hunter2' } },
      response: { headers: { 'set-cookie': 'hunter2' } },
    });
    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).toContain('[secret]');
  });

  it('keeps the stack of an error and of its cause', () => {
    const { log, lines } = logWith('info');
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
    expect(lines[0]).toContain('logger.test.ts');
    expect(lines[0]).toContain('inner');
  });
});
