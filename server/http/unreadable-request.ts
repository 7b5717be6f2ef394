import type { Socket } from 'node:net';
import { PROBLEMS, type Problem } from '#shared/problems.ts';

/**
 * What is not HTTP never reaches a route, yet is answered in the shape of every other error. There
 * is no address to name in `instance`.
 */
export function answerUnreadableRequest(
  error: Error & { code?: string },
  socket: Socket,
  requestId: string,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, title } = PROBLEMS['bad-request'];
  const problem: Problem = {
    type: '/problems/bad-request',
    code: 'bad-request',
    title,
    status,
    instance: '',
    requestId,
  };
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${status} Bad Request`,
      'Content-Type: application/problem+json',
      `Content-Length: ${body.length}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
