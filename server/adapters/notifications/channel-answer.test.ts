import { describe, expect, it } from 'vitest';
import { readStatus } from './channel-answer.ts';
import type { ChannelAnswer } from './notifications.ts';

const NOW = Date.UTC(2027, 2, 1, 9);

function answer(status: number, headers: Record<string, string> = {}, body = ''): ChannelAnswer {
  return { status, headers: new Map(Object.entries(headers)), body: Buffer.from(body) };
}

describe('readStatus', () => {
  it.each([200, 201, 202, 204])('takes %i for delivered', (status) => {
    expect(readStatus(answer(status), NOW)).toEqual({ kind: 'delivered' });
  });

  it.each([
    [408, 'retry'],
    [425, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [413, 'refused'],
    [100, 'refused'],
  ])('takes %i for %s', (status, kind) => {
    expect(readStatus(answer(status), NOW)).toMatchObject({ kind, words: `HTTP ${status}` });
  });

  it.each([
    ['120', 120],
    ['0', 0],
    ['1.2', 2],
    ['Mon, 01 Mar 2027 09:01:30 GMT', 90],
    ['Mon, 01 Mar 2027 08:00:00 GMT', 0],
    ['999999999', 86_400],
    ['-5', null],
    ['soon', null],
    ['', null],
  ])('waits after Retry-After: %s', (value, after) => {
    const { kind, ...rest } = readStatus(answer(503, { 'retry-after': value }), NOW);
    expect({ kind, ...rest }).toMatchObject({ kind: 'retry', after });
  });

  it('says where a redirect leads, and does not go there', () => {
    const location = 'https://new.example/hook';
    expect(readStatus(answer(301, { location }), NOW)).toMatchObject({
      kind: 'refused',
      words: `HTTP 301, redirected to ${location}`,
    });
  });

  it('keeps words to one line that people can read', () => {
    const words = (body: string, headers = {}) => readStatus(answer(400, headers, body), NOW);
    expect(words('no\r\nsuch\u0000 user\u2028!')).toMatchObject({ words: 'no such user !' });
    expect(words('<!DOCTYPE html><p>Bad')).toMatchObject({ words: 'HTTP 400' });
    expect(words('\u001f\u008b…', { 'content-encoding': 'gzip' })).toMatchObject({
      words: 'HTTP 400',
    });
    const long = words('x'.repeat(9_000));
    expect(long.kind === 'refused' && long.words.length).toBe(300);
  });
});
