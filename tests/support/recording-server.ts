import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The same, as it came. */
  bytes: Buffer;
}

export interface RecordingServer {
  /** `http://127.0.0.1:PORT`, or `https:` */
  url: string;
  port: number;
  /** How many sockets were opened, also those that never said anything. */
  connections(): number;
  requests: RecordedRequest[];
  stop(): Promise<void>;
}

export interface RecordingOptions {
  /** With a certificate: TLS. */
  tls?: { cert: string; key: string };
  address?: string;
  /** Free, unless one is given. */
  port?: number;
  /** What it answers; 200 and nothing, if it does not say. */
  answer?: ((request: RecordedRequest, response: ServerResponse) => void) | undefined;
}

/** A real HTTP server on this machine that keeps what it is asked. */
export async function startRecordingServer({
  tls,
  address = '127.0.0.1',
  port: wanted = 0,
  answer = (_request, response) => response.end(),
}: RecordingOptions = {}): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  let connections = 0;
  const listener: RequestListener = (incoming, response) => {
    void readBody(incoming).then((bytes) => {
      const { method = '', url: path = '', headers } = incoming;
      const request = { method, path, headers, body: bytes.toString('utf8'), bytes };
      requests.push(request);
      answer(request, response);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(wanted, address, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    requests,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
