import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { sendProblem } from '#server/http/problem-handler.ts';
import { AppError } from '#shared/app-error.ts';

const PING_LIMIT = 2_000;

export interface HealthDeps {
  pingStore(): Promise<void>;
  isDraining(): boolean;
  /** Milliseconds after which a database counts as gone. */
  pingLimit?: number;
}

const healthSchema = z.object({ status: z.literal('ok') });

/** Live: the process answers. Ready: it should be sent requests. */
export function registerHealthRoutes(
  app: App,
  { pingStore, isDraining, pingLimit = PING_LIMIT }: HealthDeps,
): void {
  const config = { access: 'public', rateLimitGroup: 'health' } as const;
  const describedAs = (summary: string) => ({
    tags: ['health'],
    summary,
    response: { 200: healthSchema },
  });

  app.get(
    '/api/health/live',
    { config, schema: describedAs('Whether the process answers') },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/api/health/ready',
    { config, schema: describedAs('Whether it should be sent requests') },
    async (request, reply) => {
      if (isDraining()) {
        // Sent, not thrown: shutting down is no failure that belongs into the log.
        const problem = new AppError('unavailable', { detail: 'Shutting down' });
        sendProblem(problem, request, reply);
        return reply;
      }
      await withinLimit(pingLimit, pingStore());
      return { status: 'ok' as const };
    },
  );
}

async function withinLimit(milliseconds: number, ping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const detail = 'The database does not answer';
    timer = setTimeout(() => reject(new AppError('unavailable', { detail })), milliseconds);
  });
  try {
    await Promise.race([ping, limit]);
  } finally {
    clearTimeout(timer);
  }
}
