import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './problem-handler.ts';

/** Scripts only from files of ours. Styles may be inline: components position things with them. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
};

const NOT_BUILT = `Duetide runs, but its pages were never built.
Stop it and start it with "npm start", which builds them.
`;

/** Sends the page that this request is for. @returns false where a page is not what it wants. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => boolean;

/**
 * Serves the files of the built web app, compressed at build time. Names under `/assets/` change
 * with the content, so browsers keep those for good. Every other address is one of the app's own.
 */
export async function serveWebApp(app: FastifyInstance, root: string): Promise<SendPage> {
  if (!existsSync(join(root, 'index.html'))) {
    return (request, reply) => {
      if (!isPage(request)) return false;
      reply.code(503).header('content-type', 'text/plain; charset=utf-8').send(NOT_BUILT);
      return true;
    };
  }
  const keptForGood = join(root, 'assets');
  await app.register(fastifyStatic, {
    root,
    index: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders(reply, path) {
      const isKept = path.startsWith(keptForGood);
      reply.headers({
        ...PAGE_HEADERS,
        'cache-control': isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
      });
    },
  });
  app.get('/', (_request, reply) => reply.sendFile('index.html'));
  return (request, reply) => {
    if (!isPage(request)) return false;
    reply.sendFile('index.html');
    return true;
  };
}

/** A file that is missing must stay missing: only what a person navigates to is a page. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = pathOf(url);
  if (path === '/') return true;
  return !path.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}
