import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import { faultsOf } from './input-validation.ts';

function detailOf(schema: z.ZodType, value: unknown): string | undefined {
  const result = schema.safeParse(value, { error: explainIssue });
  return result.error && faultsOf(result.error)[0]?.detail;
}

describe('explainIssue', () => {
  it.each([
    [z.string(), undefined, 'is required'],
    [z.string(), 1, 'must be a text'],
    [z.number(), '1', 'must be a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.boolean(), 'true', 'must be true or false'],
    [z.object({}), [], 'must be an object'],
    [z.array(z.string()), {}, 'must be a list'],
    [z.undefined(), 1, 'must be left out'],
    [z.date(), 1, 'must be date'],
    [z.enum(['on', 'off']), 'maybe', 'must be one of on, off'],
    [z.literal('on'), 'off', 'must be one of on'],
    [z.number().min(1), 0, 'must be at least 1'],
    [z.number().max(9), 10, 'must be at most 9'],
    [z.string().min(2), 'x', 'must have at least 2 characters'],
    [z.string().max(2), 'xxx', 'must have at most 2 characters'],
    [z.array(z.int()).min(1), [], 'must have at least 1 entries'],
    [z.array(z.int()).max(1), [1, 2], 'must have at most 1 entries'],
  ])('%#: says what is missing', (schema, value, detail) => {
    expect(detailOf(schema, value)).toBe(detail);
  });

  it('leaves alone what the schema explains itself, and what it has no words for', () => {
    expect(detailOf(z.string('must be a name'), 1)).toBe('must be a name');
    expect(detailOf(z.number().multipleOf(5), 3)).toContain('multiple of 5');
  });
});
