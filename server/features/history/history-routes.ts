import type { FastifyRequest } from 'fastify';
import type { App } from '#server/http/app-instance.ts';
import type { Member } from '#server/http/request-context.ts';
import type { SessionCheck } from '#server/http/route-guards.ts';
import { invalidInput } from '#server/invalid-input.ts';
import {
  historyMarksQuery,
  historyMarksSchema,
  historyQuery,
  historySchema,
  instancesSchema,
  liveEventsSchema,
  ownFiguresSchema,
} from '#shared/schemas/history-schemas.ts';
import type { AskHistory } from './history-query.ts';
import type { InstanceDesk } from './instance-desk.ts';
import { KEPT_METRICS, keptMetric } from './kept-metrics.ts';
import type { LiveStream } from './live-stream.ts';
import type { TellOwnFigures } from './own-figures.ts';
import { chooseView, type Match } from './series-filter.ts';

const tags = ['operator'];
const config = { access: 'operator' } as const;

export interface HistoryRoutesDeps {
  ask: AskHistory;
  instances: InstanceDesk;
  own: TellOwnFigures;
  live: Pick<LiveStream, 'open'>;
  sessions: SessionCheck;
}

/** For whoever runs the installation. */
export function registerHistoryRoutes(app: App, deps: HistoryRoutesDeps): void {
  const { ask, instances, own, live, sessions } = deps;
  app.get(
    '/api/v1/operator/history',
    {
      config,
      schema: {
        tags,
        summary: 'A metric over time, of all instances',
        description:
          'Steps are as short as the number of points allows: ten seconds for the last two days, ' +
          'a minute or ten for 30 days, an hour or a day for 13 months.',
        querystring: historyQuery,
        response: { 200: historySchema },
      },
    },
    async ({ query: { metric: name, from, to, by, match: conditions, points } }) => {
      const metric = keptMetric(name);
      if (!metric) {
        const names = KEPT_METRICS.map((each) => each.name).join(', ');
        throw invalidInput('/query/metric', `must be one of ${names}`);
      }
      const match = readMatch(conditions);
      const needed = [...by, ...Object.keys(match)];
      const choice = chooseView(metric, needed);
      if (!choice) throw invalidInput(...labelFault(metric.views, by, Object.keys(match)));
      return ask({
        metric,
        choice,
        match,
        by,
        from: Date.parse(from),
        to: Date.parse(to),
        points,
      });
    },
  );

  app.get(
    '/api/v1/operator/history/marks',
    {
      config,
      schema: {
        tags,
        summary: 'When instances started and stopped, and which starts brought a new version',
        querystring: historyMarksQuery,
        response: { 200: historyMarksSchema },
      },
    },
    async ({ query: { from, to } }) => ({
      items: await instances.marks(Date.parse(from), Date.parse(to)),
    }),
  );

  app.get(
    '/api/v1/operator/instances',
    {
      config,
      schema: {
        tags,
        summary: 'The processes that serve this installation, and those that did in the last day',
        response: { 200: instancesSchema },
      },
    },
    async () => ({ items: await instances.list(), nextCursor: null }),
  );

  app.get(
    '/api/v1/operator/instances/own',
    {
      config,
      schema: {
        tags,
        summary: 'What the process that answers counted itself in the last minutes',
        description: 'From its memory: also without a history, and while the database is away.',
        response: { 200: ownFiguresSchema },
      },
    },
    () => own(),
  );

  app.get(
    '/api/v1/operator/live',
    {
      config,
      schema: {
        tags,
        summary: 'The newest figures, every ten seconds, as server-sent events',
        description:
          'After each ten seconds an event `rollup`, and a comment every 15 s. It ends with the ' +
          'session. Every instance tells the figures of all.',
        produces: ['text/event-stream'],
        response: { 200: liveEventsSchema },
      },
    },
    (request, reply) =>
      reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        // So that nginx does not keep it until there is more.
        .header('x-accel-buffering', 'no')
        .send(live.open(async () => (await memberNow(sessions, request))?.userRole === 'operator')),
  );
}

function readMatch(conditions: readonly string[]): Match {
  return Object.fromEntries(
    conditions.map((condition) => {
      const [, label, value] = /^([a-z][a-z0-9_]*):(.*)$/s.exec(condition) ?? [];
      if (label === undefined || value === undefined) {
        throw invalidInput('/query/match', 'must be such as status:5xx');
      }
      return [label, value];
    }),
  );
}

function labelFault(
  views: readonly { labels: readonly string[] }[],
  by: readonly string[],
  matched: readonly string[],
): [string, string] {
  const all = new Set(views.flatMap(({ labels }) => labels));
  const known = views
    .map(({ labels }) => labels.join(' and '))
    .filter((labels) => labels !== '')
    .join('; ');
  const place = by.some((label) => !all.has(label)) || matched.length === 0 ? 'by' : 'match';
  return [`/query/${place}`, `must be of labels that are kept: ${known || 'there are none'}`];
}

function memberNow(sessions: SessionCheck, request: FastifyRequest): Promise<Member | null> {
  const known = sessions.peek(request);
  return known === undefined ? sessions.load(request) : Promise.resolve(known);
}
