import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { AppError } from '#shared/app-error.ts';
import type { FieldFault } from '#shared/problems.ts';
import { explainIssue } from './explain-issue.ts';

const PREFIXES: Record<string, string> = {
  body: '',
  querystring: '/query',
  params: '/params',
  headers: '/headers',
};

/** Parses with the route's Zod schema; a fault becomes `invalid-input` that names every field. */
export const validateInput: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const prefix = PREFIXES[httpPart ?? 'body'] ?? '';
  return (data: unknown) => {
    const result = schema.safeParse(data, { error: explainIssue });
    return result.success
      ? { value: result.data }
      : { error: new AppError('invalid-input', { errors: faultsOf(result.error, prefix) }) };
  };
};

/** One fault for each field; a field that nobody knows is named itself, not its parent. */
export function faultsOf(error: z.ZodError, prefix = ''): FieldFault[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: pointerTo([...issue.path, key], prefix),
          detail: 'is not a known field',
        }))
      : [{ pointer: pointerTo(issue.path, prefix), detail: issue.message }],
  );
}

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[], prefix = ''): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'));
  return [prefix, ...steps].join('/');
}
