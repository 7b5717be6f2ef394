import type {
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
  onSendAsyncHookHandler,
  RouteHandlerMethod,
  RouteOptions,
} from 'fastify';
import type { CachedReply, ReplyCache } from '#server/adapters/cache/cache.ts';
import type { Today } from '#server/today.ts';
import type { App } from './app-instance.ts';
import { contentTag, isFresh } from './content-tag.ts';
import type { Member } from './request-context.ts';

export interface CachedReplyDeps {
  cache: ReplyCache;
  /** As `cache`, for the answers of one route, to count what is found; absent: `cache` itself. */
  cacheOf?: (route: string) => ReplyCache;
  today: Today;
  /** Of what all households share and answers depend on: changes when that does. */
  sharedVersion(): string;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers the routes of this context that are marked `isCached` from memory, right after the
 * session check. Their handlers must be functions of the household's data, the address, today and what all share,
 * and answer with a plain value. Only successes are kept, under the address as it was written: a
 * query the schema refuses never gets that far.
 *
 * Every unsafe request of the context ends what is kept of its household before its answer
 * leaves, whatever that is: whoever reads after their own write reads it.
 */
export function serveFromCache(
  app: App,
  { cache, cacheOf = () => cache, today, sharedVersion }: CachedReplyDeps,
): void {
  app.addHook('onRoute', (route) => {
    if (![route.method].flat().every((method) => SAFE_METHODS.has(method))) {
      route.onSend = [...[route.onSend ?? []].flat(), invalidate];
    } else if (route.config?.isCached) {
      const own = cacheOf(route.url);
      route.onRequest = [...[route.onRequest ?? []].flat(), answerIfKept(own)];
      route.handler = computeAndKeep(route, own);
    }
  });

  const invalidate: onSendAsyncHookHandler = async ({ member }, _reply, payload) => {
    if (member) await cache.invalidate(member.householdId);
    return payload;
  };

  function answerIfKept(own: ReplyCache): onRequestHookHandler {
    return (request, reply, done) => {
      const { member } = request;
      if (!member) return done();
      const answer = (kept: CachedReply | undefined) => {
        if (kept) sendKept(request, reply, kept);
        else done();
      };
      const kept = own.peek(member.householdId, keyOf(request, member));
      if (kept instanceof Promise) kept.then(answer, done);
      else answer(kept);
    };
  }

  function computeAndKeep({ handler, url }: RouteOptions, own: ReplyCache): RouteHandlerMethod {
    return async function cached(request, reply) {
      const { member } = request;
      if (!member) throw new Error(`No session check on ${url}`);
      const kept = await own.getOrCompute(member.householdId, keyOf(request, member), async () => {
        const answer: unknown = await handler.call(this, request, reply);
        const body = Buffer.from(reply.serialize(answer as object) as string);
        return { body, etag: contentTag(body, answer) };
      });
      sendKept(request, reply, kept);
      return reply;
    };
  }

  /** With all that is known of the household from the session check: it may be older than a write. */
  function keyOf({ url }: FastifyRequest, { timeZone, baseCurrency }: Member): string {
    return `${today(timeZone)} ${sharedVersion()} ${baseCurrency} ${url}`;
  }
}

/** `no-cache` lets browsers keep it, but ask each time: what is kept there is a cheap 304 away. */
function sendKept(request: FastifyRequest, reply: FastifyReply, kept: CachedReply): void {
  const { body, etag, staleFor } = kept;
  reply.header('etag', etag);
  if (staleFor !== undefined) {
    // RFC 9211: time to live below zero is how long it has been stale. RFC 9111, 3.2: a browser
    // that kept it, or was told 304, would keep this mark with it when it is true again.
    reply.header('cache-status', `Duetide; hit; ttl=-${staleFor}`);
    reply.header('cache-control', 'private, no-store');
  } else {
    reply.header('cache-control', 'private, no-cache');
    if (isFresh(request.headers['if-none-match'], etag)) {
      reply.code(304).send();
      return;
    }
  }
  reply.header('content-type', 'application/json; charset=utf-8').send(body);
}
