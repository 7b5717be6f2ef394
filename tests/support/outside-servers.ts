import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createEgress, type EgressDeps } from '#server/adapters/egress/undici-egress.ts';
import {
  type RecordingOptions,
  type RecordingServer,
  startRecordingServer,
} from './recording-server.ts';
import { openPort } from './test-egress.ts';

/** Ends with the test. */
export async function startOutside(options?: RecordingOptions): Promise<RecordingServer> {
  const server = await startRecordingServer(options);
  onTestFinished(server.stop);
  return server;
}

/** One that speaks no HTTP of its own accord. @returns its port */
export async function startRawOutside(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** An egress that may reach that port of this machine, and nothing else. */
export function egressTo(port: number, deps: Partial<EgressDeps> = {}) {
  return createEgress({ ports: [], allow: openPort(port), ...deps });
}
