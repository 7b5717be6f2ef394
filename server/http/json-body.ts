import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/app-error.ts';

/**
 * The only content type that routes read unless they add their own. An empty body is none, also
 * where a client announces JSON and then has nothing to say.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(body as string));
    } catch (error) {
      done(new AppError('malformed-json', { cause: error }));
    }
  });
}
