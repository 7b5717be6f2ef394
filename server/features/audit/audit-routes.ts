import type { App } from '#server/http/app-instance.ts';
import { cutPage, readInstantCursor } from '#server/rows/instant-cursor.ts';
import { type OperatorActView, operatorActsSchema } from '#shared/schemas/operation-schemas.ts';
import { pagedQuery } from '#shared/schemas/primitives.ts';
import type { AuditRepository } from './audit-repository.ts';

export interface AuditRouteDeps {
  audit: Pick<AuditRepository, 'list'>;
  nameOf(userId: string): Promise<string | null>;
  /** What acts are called, by `METHOD route`. */
  summaries: ReadonlyMap<string, string>;
}

/** For whoever runs the installation. */
export function registerAuditRoutes(app: App, { audit, nameOf, summaries }: AuditRouteDeps): void {
  app.get(
    '/api/v1/operator/audit',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['operator'],
        summary: 'Who changed or tried to change something of the installation, newest first',
        querystring: pagedQuery,
        response: { 200: operatorActsSchema },
      },
    },
    async ({ query: { cursor, limit } }) => {
      const after = cursor === undefined ? undefined : readInstantCursor(cursor);
      const found = await audit.list({ after, limit: limit + 1 });
      const { items, nextCursor } = cutPage(found, limit, (act) => act);
      const people = [...new Set(items.map(({ userId }) => userId))];
      const names = new Map(
        await Promise.all(people.map(async (id) => [id, await nameOf(id)] as const)),
      );
      const views = items.map(
        (act): OperatorActView => ({
          ...act,
          userName: names.get(act.userId) ?? null,
          summary: summaries.get(`${act.method} ${act.route}`) ?? null,
          outcome: outcomeOf(act.status),
        }),
      );
      return { items: views, nextCursor };
    },
  );
}

function outcomeOf(status: number): OperatorActView['outcome'] {
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
