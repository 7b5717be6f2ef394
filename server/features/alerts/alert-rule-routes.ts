import type { App } from '#server/http/app-instance.ts';
import { resourceTag } from '#server/http/content-tag.ts';
import { expectedVersion } from '#server/http/etag.ts';
import { alertRulesSchema, putAlertRulesSchema } from '#shared/schemas/alert-rule-schemas.ts';
import type { AlertRuleService } from './alert-rule-service.ts';

const ADDRESS = '/api/v1/operator/alert-rules';
const tags = ['operator'];
const config = { access: 'operator' } as const;

/** For whoever runs the installation. */
export function registerAlertRuleRoutes(app: App, { rules }: { rules: AlertRuleService }): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'When each rule fires, and when it would by default',
        response: { 200: alertRulesSchema },
      },
    },
    async (_request, reply) => {
      const found = await rules.list();
      reply.header('etag', resourceTag(found));
      return found;
    },
  );

  app.put(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'Change when rules fire',
        description:
          'All changes at once: what is left out is as by default. Every instance goes by them within ten seconds.',
        body: putAlertRulesSchema,
        response: { 200: alertRulesSchema },
      },
    },
    async (request, reply) => {
      const stored = await rules.put(request.body, expectedVersion(request));
      reply.header('etag', resourceTag(stored));
      return stored;
    },
  );
}
