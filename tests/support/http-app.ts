import { Writable } from 'node:stream';
import { type AppOptions, buildApp } from '#server/http/app.ts';
import type { App } from '#server/http/app-instance.ts';
import type { Member } from '#server/http/request-context.ts';
import { createIdSource } from '#server/ids.ts';
import { allAt, type LogLevel } from '#server/observability/log-levels.ts';
import { createLogs } from '#server/observability/logger.ts';

export interface HttpApp {
  app: App;
  /** What was logged so far, one object a line. */
  logged: Record<string, unknown>[];
}

/** The HTTP side alone, with routes made for a test. Nobody is signed in unless `member` is. */
export async function openHttpApp({
  member = null,
  logLevel = 'info',
  ...options
}: Partial<AppOptions> & { member?: Member | null; logLevel?: LogLevel } = {}): Promise<HttpApp> {
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({
    write(chunk, _encoding, done) {
      logged.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const app = await buildApp({
    log: createLogs(allAt(logLevel), [lines])('http'),
    publicUrl: null,
    trustProxy: false,
    rateLimits: { api: 0, auth: 0, health: 0 },
    sessions: { peek: () => member, load: async () => member },
    newId: createIdSource({ now: () => 0 }),
    registerRoutes() {},
    ...options,
  });
  return { app, logged };
}
