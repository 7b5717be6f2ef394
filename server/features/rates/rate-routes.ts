import type { App } from '#server/http/app-instance.ts';
import { memberOf } from '#server/http/request-context.ts';
import {
  rateDayQuery,
  rateInputSchema,
  rateParams,
  rateSchema,
  ratesSchema,
} from '#shared/schemas/household-schemas.ts';
import { emptySchema, pagedQuery } from '#shared/schemas/primitives.ts';
import { providedRatesSchema } from '#shared/schemas/rate-schemas.ts';
import type { RateService } from './rate-service.ts';

const ADDRESS = '/api/v1/rates';
const tags = ['rates'];

export function registerRateRoutes(app: App, { rates }: { rates: RateService }): void {
  app.get(
    ADDRESS,
    {
      config: { isCached: true },
      schema: {
        tags,
        summary: 'The exchange rates that the household entered, by pair and day',
        querystring: pagedQuery,
        response: { 200: ratesSchema },
      },
    },
    (request) => rates.list(memberOf(request), request.query),
  );

  app.get(
    `${ADDRESS}/provided`,
    {
      schema: {
        tags,
        summary: 'The exchange rates from outside: of today, by whom, and how old they are',
        description:
          'Between each currency and the base currency, either way round. A rate that was entered ' +
          'by hand goes before it from its day on. Rates that moved by more than a fifth since ' +
          'the days before are held back until the next day confirms them.',
        response: { 200: providedRatesSchema },
      },
    },
    (request) => rates.provided(memberOf(request)),
  );

  app.put(
    `${ADDRESS}/:from/:to`,
    {
      schema: {
        tags,
        summary: 'Enter a rate by hand',
        description:
          'One unit of `from` is worth `rate` units of `to` from the day `on` until a newer rate. ' +
          'A rate of the same pair and day is replaced.',
        params: rateParams,
        body: rateInputSchema,
        response: { 200: rateSchema },
      },
    },
    (request) => rates.put(memberOf(request), { ...request.params, ...request.body }),
  );

  app.delete(
    `${ADDRESS}/:from/:to`,
    {
      schema: {
        tags,
        summary: 'Forget the rate of a day',
        params: rateParams,
        querystring: rateDayQuery,
        response: { 204: emptySchema },
      },
    },
    async (request, reply) => {
      await rates.remove(memberOf(request), { ...request.params, ...request.query });
      return reply.code(204).send();
    },
  );
}
