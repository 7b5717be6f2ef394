import type { App } from '#server/http/app-instance.ts';
import { etagOf, expectedVersion } from '#server/http/etag.ts';
import { memberOf } from '#server/http/request-context.ts';
import { householdSchema, patchHouseholdSchema } from '#shared/schemas/household-schemas.ts';
import type { HouseholdService } from './household-service.ts';

const ADDRESS = '/api/v1/household';
const tags = ['household'];

export function registerHouseholdRoutes(
  app: App,
  { households }: { households: HouseholdService },
) {
  app.get(
    ADDRESS,
    {
      schema: {
        tags,
        summary: 'The household: its name, base currency and time zone',
        response: { 200: householdSchema },
      },
    },
    async (request, reply) => {
      const household = await households.get(memberOf(request));
      reply.header('etag', etagOf(household.version));
      return household;
    },
  );

  app.patch(
    ADDRESS,
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change the household',
        body: patchHouseholdSchema,
        response: { 200: householdSchema },
      },
    },
    async (request, reply) => {
      const version = expectedVersion(request);
      const household = await households.update(memberOf(request), request.body, version);
      reply.header('etag', etagOf(household.version));
      return household;
    },
  );
}
