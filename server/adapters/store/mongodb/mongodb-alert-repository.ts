import type { AlertIncident, AlertRepository } from '#server/features/alerts/alert-repository.ts';
import type { AlertIncidentDocument } from './database-schema.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicate } from './mongodb-fault.ts';
import { upsertTwice } from './upsert.ts';

export function createMongodbAlertRepository({ on }: MongodbContext): AlertRepository {
  return {
    async findDocument(_id) {
      const found = await on('alert_documents', (documents) => documents.findOne({ _id }));
      return found && { version: found.version, content: found.content };
    },
    async putDocument(_id, content, expectedVersion) {
      if (expectedVersion !== null) {
        const result = await on('alert_documents', (documents) =>
          documents.replaceOne(
            { _id, version: expectedVersion },
            { version: expectedVersion + 1, content },
          ),
        );
        return result.matchedCount === 1;
      }
      try {
        await on('alert_documents', (documents) =>
          documents.insertOne({ _id, version: 1, content }),
        );
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async putIncident(incident) {
      const { _id, ...facts } = toDocument(incident);
      await upsertTwice(() =>
        on('alert_incidents', (incidents) =>
          incidents.replaceOne({ _id }, facts, { upsert: true }),
        ),
      );
    },
    async listIncidents({ from, to, limit }) {
      const found = await on('alert_incidents', (incidents) =>
        incidents
          .find({
            firedAt: { $lt: new Date(to) },
            $or: [{ resolvedAt: { $gte: new Date(from) } }, { resolvedAt: null }],
          })
          .sort({ firedAt: -1, _id: 1 })
          .limit(limit)
          .toArray(),
      );
      return found.map(toIncident);
    },
    async purgeIncidents(resolvedBefore) {
      const result = await on('alert_incidents', (incidents) =>
        incidents.deleteMany({ resolvedAt: { $lt: new Date(resolvedBefore) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument(incident: AlertIncident): AlertIncidentDocument {
  const { id: _id, since, firedAt, resolvedAt, value, ...rest } = incident;
  return {
    _id,
    ...rest,
    since: new Date(since),
    firedAt: new Date(firedAt),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    value: value === null ? null : String(value),
  };
}

function toIncident(document: AlertIncidentDocument): AlertIncident {
  const { _id: id, since, firedAt, resolvedAt, value, ...rest } = document;
  return {
    id,
    ...rest,
    since: since.getTime(),
    firedAt: firedAt.getTime(),
    resolvedAt: resolvedAt?.getTime() ?? null,
    value: value === null ? null : Number(value),
  };
}
