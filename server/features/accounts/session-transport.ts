import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionCookie } from './session-cookie.ts';
import { SESSION_LIFETIME } from './session-service.ts';
import type { Caller } from './session-start.ts';

/** How a session travels: in a cookie. */
export interface SessionTransport {
  tokenOf(request: FastifyRequest): string | undefined;
  callerOf(request: FastifyRequest): Caller;
  start(reply: FastifyReply, token: string): void;
  end(reply: FastifyReply): void;
}

export function createSessionTransport(cookie: SessionCookie): SessionTransport {
  const tokenOf = (request: FastifyRequest) => cookie.read(request.headers.cookie);
  return {
    tokenOf,
    callerOf: (request) => ({
      userAgent: request.headers['user-agent'],
      token: tokenOf(request),
    }),
    start(reply, token) {
      reply.header('set-cookie', cookie.set(token, SESSION_LIFETIME / 1000));
    },
    end(reply) {
      reply.header('set-cookie', cookie.clear());
    },
  };
}
