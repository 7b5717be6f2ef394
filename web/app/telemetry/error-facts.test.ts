import { describe, expect, it } from 'vitest';
import { browserErrorSchema } from '#shared/schemas/telemetry-schemas.ts';
import { ApiError } from '#web/lib/api-error.ts';
import { factsOfError } from './error-facts.ts';

const ORIGIN = 'https://duetide.example';

function thrown(message: string, stack: string, name = 'TypeError'): Error {
  return Object.assign(new Error(message), { name, stack });
}

describe('an error of a page', () => {
  it.each([
    [
      'Chromium',
      `TypeError: x\n    at e (${ORIGIN}/assets/core-a1B2c3D4.js:1:234)\n    at async ${ORIGIN}/assets/page-Zz.js:2:5\n    at <anonymous>`,
    ],
    ['Firefox', `e@${ORIGIN}/assets/core-a1B2c3D4.js:1:234\n@${ORIGIN}/assets/page-Zz.js:2:5\n`],
  ])('has places of our files, as %s writes them', (_name, stack) => {
    expect(factsOfError(thrown('x', stack), ORIGIN)?.frames).toEqual([
      { function: 'e', file: 'assets/core-a1B2c3D4.js', line: 1, column: 234 },
      { function: null, file: 'assets/page-Zz.js', line: 2, column: 5 },
    ]);
  });

  it('has neither addresses nor what extensions did', () => {
    const stack = [
      'Error: x',
      `    at e (${ORIGIN}/reset-password?x=1#TOKEN:1:2)`,
      '    at f (chrome-extension://abcdef/content.js:1:2)',
      '    at g (https://elsewhere.example/x.js:1:2)',
    ].join('\n');
    const facts = factsOfError(thrown(`No ${ORIGIN}/reset-password#TOKEN here`, stack), ORIGIN);
    expect(JSON.stringify(facts)).not.toMatch(/TOKEN|example|extension|\?/);
    expect(facts?.message).toBe('No … here');
  });

  it('is always one that the server takes', () => {
    const odd = thrown(
      'x'.repeat(900),
      `${'a b(c)'.repeat(50)} (${ORIGIN}/a/b.js:1:2)`,
      'No class!',
    );
    const facts = factsOfError(odd, ORIGIN);
    expect(facts).toMatchObject({ type: 'Error' });
    expect(browserErrorSchema.safeParse({ ...facts, page: '/' }).success).toBe(true);
  });
});

describe('nothing is told of', () => {
  it.each<[string, unknown]>([
    ['what the server answered', new ApiError('internal-error', { status: 500 })],
    ['a lost connection', new ApiError('no-connection')],
    ['a call that was given up', new DOMException('x', 'AbortError')],
    ['a part that did not arrive', new TypeError('Failed to fetch dynamically imported module: x')],
    ['a busy page', new Error('ResizeObserver loop completed with undelivered notifications.')],
    ['what is no error', 'Script error.'],
  ])('%s', (_name, error) => {
    expect(factsOfError(error, ORIGIN)).toBeNull();
  });

  it('but of an answer that makes no sense, with its request', () => {
    const error = new ApiError('unreadable-answer', { requestId: 'request-77' });
    expect(factsOfError(error, ORIGIN)).toMatchObject({
      type: 'ApiError',
      requestId: 'request-77',
    });
  });
});
