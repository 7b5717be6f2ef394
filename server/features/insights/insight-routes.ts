import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  calendarSchema,
  forecastQuery,
  forecastSchema,
  summarySchema,
} from '#shared/schemas/insight-schemas.ts';
import { rangeQuery } from '#shared/schemas/subscription-schemas.ts';
import type { InsightService } from './insight-service.ts';

const tags = ['insights'];
const isCached = true;

export function registerInsightRoutes(app: App, { insights }: { insights: InsightService }): void {
  app.get(
    '/api/v1/calendar',
    {
      config: { isCached },
      schema: {
        tags,
        summary: 'What is charged day by day, over at most 400 days',
        querystring: rangeQuery,
        response: { 200: calendarSchema },
      },
    },
    (request) => insights.calendar(memberOf(request), request.query),
  );

  app.get(
    '/api/v1/forecast',
    {
      config: { isCached },
      schema: {
        tags,
        summary: 'What is charged month by month, from the present month on',
        querystring: forecastQuery,
        response: { 200: forecastSchema },
      },
    },
    (request) => insights.forecast(memberOf(request), request.query.months),
  );

  app.get(
    '/api/v1/summary',
    {
      config: { isCached },
      schema: {
        tags,
        summary: 'The household at a glance',
        response: { 200: summarySchema },
      },
    },
    (request) => insights.summary(memberOf(request)),
  );
}
