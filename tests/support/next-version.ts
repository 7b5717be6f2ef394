import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ENTRY = /\/assets\/index-([\w-]+)\.js/;

/**
 * Stands before a server and serves its application, and after `deploy` another version of it: the
 * same under other names, without the first one's.
 */
export async function startVersions(origin: string) {
  let isDeployed = false;
  const answerTo = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = request.url ?? '/';
    const isOld = ENTRY.test(asked);
    if (isDeployed && isOld) return response.writeHead(404).end();
    const answer = await fetch(origin + asked.replace('/assets/next-', '/assets/index-'), {
      headers: {
        accept: request.headers.accept ?? '*/*',
        ...(request.headers.cookie ? { cookie: request.headers.cookie } : {}),
      },
    });
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-cache' });
    const body = Buffer.from(await answer.arrayBuffer());
    const isText = /html|javascript/.test(type) && !asked.startsWith('/assets/');
    response.end(isDeployed && isText ? next(body.toString()) : body);
  };
  const server = createServer((request, response) => {
    answerTo(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deploy() {
      isDeployed = true;
    },
    stop: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function next(text: string): string {
  return text
    .replaceAll(new RegExp(ENTRY, 'g'), '/assets/next-$1.js')
    .replace(/const VERSION = "[^"]+"/, 'const VERSION = "next"');
}
