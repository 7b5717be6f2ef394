import type { Socket } from 'node:net';
import { PROBLEMS, type Problem } from '#shared/problems.ts';

/** What is not HTTP never reaches a route, yet is answered in the shape of every other error. */
export function answerUnreadableRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, title } = PROBLEMS['bad-request'];
  const problem: Omit<Problem, 'instance' | 'requestId'> = {
    type: '/problems/bad-request',
    code: 'bad-request',
    title,
    status,
  };
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${status} Bad Request`,
      'Content-Type: application/problem+json',
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
