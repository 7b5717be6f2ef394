import { beforeEach, describe, expect, it } from 'vitest';
import { createHumanLog } from './human-log.ts';
import { allAt } from './log-levels.ts';
import { LETTER } from './loggable-fields.ts';
import { createLogs } from './logger.ts';

describe('createHumanLog', () => {
  let written: string;
  const log = createLogs(allAt('info'), [
    createHumanLog((text) => {
      written += text;
    }),
  ])('http');
  beforeEach(() => {
    written = '';
  });

  it('writes a line for an entry: the time, how serious it is, and what it says', () => {
    log.info({ method: 'POST', route: '/api/v1/subscriptions', status: 201 }, 'request');
    expect(written).toMatch(
      /^\d\d:\d\d:\d\d info {2}request module=http method=POST route=\/api\/v1\/subscriptions status=201\n$/,
    );
  });

  it('shows the text of a mail as it would be read', () => {
    const mail = { to: 'ada@example.com', text: 'Hello,\n\nhttps://duetide.example/x\n' };
    log.info({ [LETTER]: mail }, 'mail');
    expect(written.split('\n').slice(1)).toEqual([
      '    Hello,',
      '    ',
      '    https://duetide.example/x',
      '',
    ]);
    expect(written).toContain('mail.to=ada@example.com');
  });

  it('shows where an error comes from', () => {
    log.error({ err: new Error('The disk is full') }, 'request failed');
    expect(written).toMatch(/error request failed .*err\.message=The disk is full/);
    expect(written).toMatch(/\n {8}at .*human-log\.test\.ts/);
  });

  it('shows lists and nothing at all', () => {
    log.info({ migrations: ['0001', '0002'], householdId: null }, 'migrated');
    expect(written).toContain('migrated module=http migrations=0001,0002 householdId=null');
  });
});
