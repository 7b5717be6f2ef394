import type { z } from 'zod';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
  undefined: 'left out',
  never: 'left out',
};

/** Words for what a schema does not explain itself. */
export function explainIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return `must be ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return sizeOf(issue.origin, `at least ${issue.minimum}`);
    case 'too_big':
      return sizeOf(issue.origin, `at most ${issue.maximum}`);
    default:
      return undefined;
  }
}

function sizeOf(origin: string, limit: string): string {
  if (origin === 'string') return `must have ${limit} characters`;
  return origin === 'array' ? `must have ${limit} entries` : `must be ${limit}`;
}
