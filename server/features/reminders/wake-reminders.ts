import type { App } from '#server/http/app-instance.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * After every request of this context that may have changed something of a household, tells that
 * it has to be looked at. Nobody waits for it.
 */
export function wakeReminders(app: App, wake: (householdId: string) => void): void {
  app.addHook('onResponse', async ({ member, method }, { statusCode }) => {
    const wasRefused = statusCode >= 400 && statusCode < 500;
    if (member && !SAFE_METHODS.has(method) && !wasRefused) wake(member.householdId);
  });
}
