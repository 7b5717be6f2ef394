import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const NONE = z.strictObject({});

/** Routes of the API that declare no query take none: an unknown field is refused, not dropped. */
export function refuseUnknownQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1/')) route.schema = { querystring: NONE, ...route.schema };
  });
}
