import type { App } from '#server/http/app-instance.ts';
import type { JobDesk } from '#server/jobs/job-desk.ts';
import type { StoredJob } from '#server/jobs/job-repository.ts';
import { cutPage, readInstantCursor } from '#server/rows/instant-cursor.ts';
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
      const place = cursor === undefined ? undefined : readInstantCursor(cursor);
      const after = place && { scheduledFor: place.at, id: place.id };
      const found = await desk.runs({ kind, after, limit: limit + 1, ...(state && { state }) });
      const { items, nextCursor } = cutPage(found, limit, ({ scheduledFor, id }) => ({
        at: scheduledFor,
        id,
      }));
      return { items: items.map(toView), nextCursor };
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
