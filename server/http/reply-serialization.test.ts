import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serializeCheckedReply, serializeReply } from './reply-serialization.ts';

const schema = z.object({ name: z.string(), inner: z.object({ count: z.int() }).nullable() });
const route = { schema, method: 'GET', url: '/api/things', httpStatus: '200', contentType: '' };

describe('answers in tests', () => {
  const serialize = serializeCheckedReply(route);

  it('pass as they are where they are as declared', () => {
    const answer = { name: 'x', inner: { count: 1 } };
    expect(serialize(answer)).toBe(JSON.stringify(answer));
    expect(serialize({ name: 'x', inner: null })).toBe('{"name":"x","inner":null}');
  });

  it('fail where a value has another type', () => {
    expect(() => serialize({ name: 'x', inner: { count: 1.5 } })).toThrow('GET /api/things');
  });

  it('fail where a field is missing', () => {
    expect(() => serialize({ name: 'x' })).toThrow('inner');
  });

  it('fail where a field is not declared, however deep', () => {
    expect(() => serialize({ name: 'x', inner: { count: 1, passwordHash: 'y' } })).toThrow(
      'not declared',
    );
  });
});

it('answers in production are not parsed again', () => {
  expect(serializeReply(route)({ anything: true })).toBe('{"anything":true}');
});
