import type { App } from '#server/http/app-instance.ts';
import { invalidInput } from '#server/invalid-input.ts';
import type { JobDesk } from '#server/jobs/job-desk.ts';
import type { StoredJob } from '#server/jobs/job-repository.ts';
import {
  type JobRunView,
  jobParams,
  jobRunParams,
  jobRunSchema,
  jobRunsQuery,
  jobRunsSchema,
  jobsSchema,
} from '#shared/schemas/operation-schemas.ts';
import { noBodySchema } from '#shared/schemas/primitives.ts';

const tags = ['operator'];
const config = { access: 'operator' } as const;

/** For whoever runs the installation. */
export function registerJobRoutes(app: App, { desk }: { desk: JobDesk }): void {
  app.get(
    '/api/v1/operator/jobs',
    {
      config,
      schema: {
        tags,
        summary: 'What is done in the background: schedules, next and last runs, how many failed',
        response: { 200: jobsSchema },
      },
    },
    async () => {
      const items = (await desk.list()).map(({ lastRun, ...job }) => ({
        ...job,
        lastRun: lastRun && toView(lastRun),
      }));
      return { items, nextCursor: null };
    },
  );

  app.get(
    '/api/v1/operator/jobs/:name/runs',
    {
      config,
      schema: {
        tags,
        summary: 'Its runs, the newest first',
        params: jobParams,
        querystring: jobRunsQuery,
        response: { 200: jobRunsSchema },
      },
    },
    async ({ params: { name: kind }, query: { state, limit, cursor } }) => {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const found = await desk.runs({ kind, after, limit: limit + 1, ...(state && { state }) });
      const taken = found.slice(0, limit);
      const last = taken.at(-1);
      return {
        items: taken.map(toView),
        nextCursor: last && found.length > limit ? writeCursor(last) : null,
      };
    },
  );

  app.post(
    '/api/v1/operator/jobs/:name/run',
    {
      config,
      schema: {
        tags,
        summary: 'Run it now, besides its schedule',
        description: 'Whichever instance is free runs it. Ask for its runs to see how it went.',
        params: jobParams,
        body: noBodySchema,
        response: { 202: jobRunSchema },
      },
    },
    async ({ params }, reply) => reply.code(202).send(toView(await desk.runNow(params.name))),
  );

  app.post(
    '/api/v1/operator/jobs/:name/runs/:run/retry',
    {
      config,
      schema: {
        tags,
        summary: 'Try again what was given up',
        params: jobRunParams,
        body: noBodySchema,
        response: { 202: jobRunSchema },
      },
    },
    async ({ params: { name, run } }, reply) =>
      reply.code(202).send(toView(await desk.retry(name, run))),
  );
}

function toView(job: StoredJob): JobRunView {
  const { id, kind, householdId, state, attempt, startedAt, endedAt, error } = job;
  const spent = startedAt && endedAt ? Date.parse(endedAt) - Date.parse(startedAt) : null;
  return {
    id,
    job: kind,
    householdId,
    state,
    attempt,
    scheduledFor: job.scheduledFor,
    dueAt: state === 'waiting' ? job.claimableAt : null,
    startedAt,
    endedAt,
    milliseconds: spent,
    error,
  };
}

function writeCursor({ scheduledFor, id }: StoredJob): string {
  return Buffer.from(JSON.stringify([scheduledFor, id])).toString('base64url');
}

function readCursor(cursor: string): Pick<StoredJob, 'scheduledFor' | 'id'> {
  const [scheduledFor, id] = parseArray(Buffer.from(cursor, 'base64url').toString());
  if (typeof scheduledFor !== 'string' || typeof id !== 'string' || !isInstant(scheduledFor)) {
    throw invalidInput('/query/cursor', 'must be the `nextCursor` of a page of this list');
  }
  return { scheduledFor, id };
}

function isInstant(text: string): boolean {
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

function parseArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
