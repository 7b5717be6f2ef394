import { z } from 'zod';
import type { App } from '#server/http/app-instance.ts';
import { AppError } from '#shared/app-error.ts';

const PING_LIMIT_MILLISECONDS = 2_000;

export interface HealthDeps {
  pingStore(): Promise<void>;
  isDraining(): boolean;
}

const healthSchema = z.object({ status: z.literal('ok') });

/** Live: the process answers. Ready: it should be sent requests. */
export function registerHealthRoutes(app: App, { pingStore, isDraining }: HealthDeps): void {
  const config = { access: 'public', rateLimitGroup: 'health' } as const;
  const schema = { response: { 200: healthSchema } };
  app.get('/api/health/live', { config, schema }, async () => ({ status: 'ok' as const }));
  app.get('/api/health/ready', { config, schema }, async () => {
    if (isDraining()) throw new AppError('unavailable', { detail: 'Shutting down' });
    await withinLimit(pingStore());
    return { status: 'ok' as const };
  });
}

async function withinLimit(ping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const detail = 'The database does not answer';
    timer = setTimeout(
      () => reject(new AppError('unavailable', { detail })),
      PING_LIMIT_MILLISECONDS,
    );
  });
  try {
    await Promise.race([ping, limit]);
  } finally {
    clearTimeout(timer);
  }
}
