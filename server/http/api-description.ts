import { readFile } from 'node:fs/promises';
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify';
import { z } from 'zod';
import { problemSchema } from '#shared/schemas/problem-schema.ts';
import { type ApiDocument, describeHabits } from './api-habits.ts';

const NOT_MODIFIED = { description: 'Not modified', type: 'null' };
const PROBLEM = {
  description: 'A problem, as RFC 9457 describes it',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/**
 * Watches the routes of this context, and describes them as OpenAPI 3.1 when somebody asks: the
 * generator works on a copy of the routes, so that starting the server does not wait for it.
 */
export function watchApi(app: FastifyInstance, cookieName = 'session'): () => Promise<string> {
  const routes: RouteOptions[] = [];
  let description: Promise<string> | undefined;
  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD') routes.push(route);
  });
  return () => {
    description ??= describeRoutes(routes, cookieName);
    return description;
  };
}

async function describeRoutes(
  routes: readonly RouteOptions[],
  cookieName: string,
): Promise<string> {
  const [{ default: swagger }, { jsonSchemaTransform }, manifest] = await Promise.all([
    import('@fastify/swagger'),
    import('fastify-type-provider-zod'),
    readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  ]);
  const copy = fastify();
  copy.setValidatorCompiler(() => () => true);
  copy.setSerializerCompiler(() => JSON.stringify);
  await copy.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Duetide',
        version: JSON.parse(manifest).version,
        description:
          'What you pay for again and again, what comes next, and what you can stop paying.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } },
        schemas: { Problem: z.toJSONSchema(problemSchema) as object },
      },
    },
    transform(document) {
      const { url, route } = document;
      const { schema, ...rest } = jsonSchemaTransform(document);
      const isPublic = route.config?.access === 'public';
      return {
        ...rest,
        url,
        schema: {
          ...schema,
          operationId: nameOf([route.method].flat()[0] ?? '', url),
          security: isPublic ? [] : [{ session: [] }],
          response: {
            ...responsesOf(schema),
            ...(route.config?.isCached ? { 304: NOT_MODIFIED } : {}),
            default: PROBLEM,
          },
        },
      };
    },
  });
  for (const { method, url, schema, config } of routes) {
    copy.route({ method, url, schema: schema ?? {}, config: config ?? {}, handler: () => {} });
  }
  await copy.ready();
  return JSON.stringify(describeHabits(copy.swagger() as unknown as ApiDocument));
}

function responsesOf(schema: { response?: unknown }): object {
  return (schema.response as object | undefined) ?? { 200: { description: 'Done' } };
}

/** `POST /api/v1/subscriptions/:id/pause` → `postSubscriptionsIdPause` */
function nameOf(method: string, url: string): string {
  const words = url.replace(/^\/api(\/v1)?/, '').match(/[a-zA-Z]+/g) ?? [];
  return [
    method.toLowerCase(),
    ...words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`),
  ].join('');
}
