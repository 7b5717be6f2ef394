import { Worker } from 'node:worker_threads';
import type { FastifyReply } from 'fastify';
import type { App } from './app-instance.ts';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Duetide API</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
  </head>
  <body>
    <div id="app"></div>
    <script src="/api/docs/scalar.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const START = `Scalar.createApiReference('#app', {
  url: '/api/openapi.json',
  telemetry: false,
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

export interface DocsScript {
  plain: string;
  gzipped: Uint8Array;
}

/** Nothing from elsewhere; the page brings its styles inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = { 'content-security-policy': POLICY, 'referrer-policy': 'same-origin' };

/** The description of the API, to read (`/api/docs`) and for programs (`/api/openapi.json`). */
export function registerApiDocs(app: App, readDescription: () => Promise<string>): void {
  const config = { access: 'public' } as const;
  const schema = { hide: true };
  let script: Promise<DocsScript> | undefined;

  app.get('/api/openapi.json', { config, schema }, async (_request, reply) =>
    send(reply, 'application/json; charset=utf-8', await readDescription()),
  );
  app.get('/api/docs', { config, schema }, (_request, reply) =>
    send(reply.headers(PAGE_HEADERS), 'text/html; charset=utf-8', PAGE),
  );
  app.get('/api/docs/start.js', { config, schema }, (_request, reply) =>
    send(reply, 'text/javascript; charset=utf-8', START),
  );
  app.get('/api/docs/scalar.js', { config, schema }, async (request, reply) => {
    script ??= loadScript();
    const { plain, gzipped } = await script;
    reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      return send(reply, 'text/javascript; charset=utf-8', plain);
    }
    reply.header('content-encoding', 'gzip');
    return send(reply, 'text/javascript; charset=utf-8', Buffer.from(gzipped));
  });
}

function send(reply: FastifyReply, type: string, body: string | Buffer): FastifyReply {
  return reply.header('content-type', type).header('cache-control', 'no-cache').send(body);
}

function loadScript(): Promise<DocsScript> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./api-docs-worker.ts', import.meta.url));
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
