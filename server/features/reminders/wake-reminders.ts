import type { FastifyRequest } from 'fastify';
import type { App } from '#server/http/app-instance.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Tells of every request of this context that may change something of a household that it has to be
 * looked at: beside the handler, so that no change is acknowledged of which a crash leaves reminders
 * ignorant; and after the answer once more, which only asks for something where the first one failed
 * or the handler took long.
 *
 * @param wake never rejects
 */
export function wakeReminders(app: App, wake: (householdId: string) => Promise<void>): void {
  const begun = new WeakMap<FastifyRequest, Promise<void>>();

  app.addHook('preHandler', async (request) => {
    const { member, method } = request;
    if (member && !SAFE_METHODS.has(method)) begun.set(request, wake(member.householdId));
  });
  app.addHook('onSend', async (request) => {
    await begun.get(request);
  });
  app.addHook('onResponse', async (request, { statusCode }) => {
    const wasRefused = statusCode >= 400 && statusCode < 500;
    if (request.member && begun.has(request) && !wasRefused) await wake(request.member.householdId);
  });
}
