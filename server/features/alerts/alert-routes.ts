import { instantOf } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  acknowledgedSchema,
  alertHistoryQuery,
  alertHistorySchema,
  alertParams,
  alertsSchema,
  createMaintenanceSchema,
  createSilenceSchema,
  type MaintenanceView,
  maintenanceSchema,
  maintenancesSchema,
  type SilenceView,
  silenceSchema,
  silencesSchema,
} from '#shared/schemas/alert-schemas.ts';
import { emptySchema, idParams, noBodySchema } from '#shared/schemas/primitives.ts';
import type { QuietSpan } from './alert-documents.ts';
import type { AlertService } from './alert-service.ts';

const tags = ['operator'];
const config = { access: 'operator' } as const;

/** For whoever runs the installation. */
export function registerAlertRoutes(app: App, { alerts }: { alerts: AlertService }): void {
  app.get(
    '/api/v1/operator/alerts',
    {
      config,
      schema: {
        tags,
        summary: 'Every rule, and what it finds now',
        response: { 200: alertsSchema },
      },
    },
    () => alerts.list(),
  );

  app.get(
    '/api/v1/operator/alerts/history',
    {
      config,
      schema: {
        tags,
        summary: 'What fired in between, the newest first',
        description: 'At most 500.',
        querystring: alertHistoryQuery,
        response: { 200: alertHistorySchema },
      },
    },
    ({ query: { from, to } }) => alerts.history(Date.parse(from), Date.parse(to)),
  );

  app.post(
    '/api/v1/operator/alerts/:rule/acknowledge',
    {
      config,
      schema: {
        tags,
        summary: 'Say that somebody takes care of what fires by this rule',
        description: 'Nobody is reminded of it any more; that it is over is told all the same.',
        params: alertParams,
        body: noBodySchema,
        response: { 200: acknowledgedSchema },
      },
    },
    async (request) => ({
      acknowledged: await alerts.acknowledge(request.params.rule, memberOf(request).userId),
    }),
  );

  registerSilenceRoutes(app, alerts);
  registerMaintenanceRoutes(app, alerts);
}

const SILENCES = '/api/v1/operator/silences';

function registerSilenceRoutes(app: App, alerts: AlertService): void {
  app.get(
    SILENCES,
    {
      config,
      schema: { tags, summary: 'What nobody is told of', response: { 200: silencesSchema } },
    },
    async () => ({ items: (await alerts.spans('silence')).flatMap(toSilence) }),
  );

  app.post(
    SILENCES,
    {
      config,
      schema: {
        tags,
        summary: 'Tell nobody of a rule for a while',
        body: createSilenceSchema,
        response: { 201: silenceSchema },
      },
    },
    async (request, reply) => {
      const { rule, reason, until } = request.body;
      const made = await alerts.addSpan({
        id: request.resourceId,
        kind: 'silence',
        rule,
        reason,
        from: null,
        until: Date.parse(until),
        createdBy: memberOf(request).userId,
      });
      return reply.code(201).send(silenceView(made, rule));
    },
  );

  app.delete(
    `${SILENCES}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Tell people of the rule again',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async ({ params }, reply) => {
      await alerts.endSpan('silence', params.id);
      return reply.code(204).send();
    },
  );
}

const WINDOWS = '/api/v1/operator/maintenance-windows';

function registerMaintenanceRoutes(app: App, alerts: AlertService): void {
  app.get(
    WINDOWS,
    {
      config,
      schema: {
        tags,
        summary: 'Planned times in which nobody is told of anything',
        response: { 200: maintenancesSchema },
      },
    },
    async () => ({ items: (await alerts.spans('maintenance')).map(toMaintenance) }),
  );

  app.post(
    WINDOWS,
    {
      config,
      schema: {
        tags,
        summary: 'Plan a time in which nobody is told of anything',
        body: createMaintenanceSchema,
        response: { 201: maintenanceSchema },
      },
    },
    async (request, reply) => {
      const { reason, from, until } = request.body;
      const made = await alerts.addSpan({
        id: request.resourceId,
        kind: 'maintenance',
        rule: null,
        reason,
        from: Date.parse(from),
        until: Date.parse(until),
        createdBy: memberOf(request).userId,
      });
      return reply.code(201).send(toMaintenance(made));
    },
  );

  app.delete(
    `${WINDOWS}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'End a planned time, or take it back',
        params: idParams,
        response: { 204: emptySchema },
      },
    },
    async ({ params }, reply) => {
      await alerts.endSpan('maintenance', params.id);
      return reply.code(204).send();
    },
  );
}

function toSilence(span: QuietSpan): SilenceView[] {
  return span.rule === null ? [] : [silenceView(span, span.rule)];
}

function silenceView(
  { id, reason, until, createdAt }: QuietSpan,
  rule: SilenceView['rule'],
): SilenceView {
  return { id, rule, reason, until: instantOf(until), createdAt: instantOf(createdAt) };
}

function toMaintenance({ id, reason, from, until, createdAt }: QuietSpan): MaintenanceView {
  return {
    id,
    reason,
    from: instantOf(from),
    until: instantOf(until),
    createdAt: instantOf(createdAt),
  };
}
