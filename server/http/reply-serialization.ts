import { isDeepStrictEqual } from 'node:util';
import type { FastifySerializerCompiler } from 'fastify';
import { z } from 'zod';

/** Services build what the schema says, which the types check: parsing again would double the cost. */
export const serializeReply: FastifySerializerCompiler<z.ZodType> = () => JSON.stringify;

/** For tests: refuses an answer that the route's schema does not describe, down to extra fields. */
export const serializeCheckedReply: FastifySerializerCompiler<z.ZodType> = ({
  schema,
  method,
  url,
}) => {
  return (data) => {
    const body = JSON.stringify(data);
    const sent: unknown = JSON.parse(body);
    const result = schema.safeParse(sent);
    if (!result.success) {
      throw new Error(`${method} ${url} answers otherwise: ${z.prettifyError(result.error)}`);
    }
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(result.data)), sent)) {
      throw new Error(`${method} ${url} answers fields that are not declared: ${body}`);
    }
    return body;
  };
};
