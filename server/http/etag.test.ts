import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { etagOf, expectedVersion } from './etag.ts';

const requestWith = (tag?: string) => ({ headers: { 'if-match': tag } }) as FastifyRequest;

describe('entity tags', () => {
  it('come back as the version they were made of', () => {
    expect(etagOf(7)).toBe('"7"');
    expect(expectedVersion(requestWith(etagOf(7)))).toBe(7);
    expect(expectedVersion(requestWith(etagOf(7, '2026-11-20')))).toBe(7);
  });

  it('may have been weakened by a proxy that compresses', () => {
    expect(expectedVersion(requestWith('W/"7"'))).toBe(7);
  });

  it.each([[undefined], ['*'], [' * ']])('ask for nothing: %j', (tag) => {
    expect(expectedVersion(requestWith(tag))).toBeUndefined();
  });

  it.each(['7', '"x"', '""', '"-1"', '"7', 'nonsense', '"1.5"'])('fit no version: %j', (tag) => {
    expect(() => expectedVersion(requestWith(tag))).toThrow(
      expect.objectContaining({ code: 'version-mismatch' }),
    );
  });

  it('come one at a time', () => {
    expect(() => expectedVersion(requestWith('"1", "2"'))).toThrow(
      expect.objectContaining({ code: 'bad-request' }),
    );
  });
});
