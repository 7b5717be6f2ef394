import type { Filter, WithId } from 'mongodb';
import type { AuditRepository, OperatorAct } from '#server/features/audit/audit-repository.ts';
import type { OperatorActDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { isDuplicatesOnly } from './mongodb-fault.ts';

export function createMongodbAuditRepository({ on }: MongodbContext): AuditRepository {
  return {
    async insertNew(given) {
      if (given.length === 0) return;
      await on('operator_acts', async (acts) => {
        try {
          await acts.insertMany(given.map(toDocument), { ordered: false });
        } catch (error) {
          if (!isDuplicatesOnly(error)) throw error;
        }
      });
    },
    async list({ after, limit }) {
      const at = after ? toDate(after.at) : null;
      const filter: Filter<OperatorActDocument> =
        at && after
          ? { at: { $lte: at }, $or: [{ at: { $lt: at } }, { at, _id: { $lt: after.id } }] }
          : { at: { $gt: new Date(0) } };
      const found = await on('operator_acts', (acts) =>
        acts.find(filter).sort({ at: -1, _id: -1 }).limit(limit).toArray(),
      );
      return found.map(toAct);
    },
    async purge(before) {
      const result = await on('operator_acts', (acts) =>
        acts.deleteMany({ at: { $lt: toDate(before) } }),
      );
      return result.deletedCount;
    },
  };
}

function toDocument({ id: _id, at, params, ...rest }: OperatorAct): OperatorActDocument {
  return { _id, at: toDate(at), params: JSON.stringify(params), ...rest };
}

function toAct(document: WithId<OperatorActDocument>): OperatorAct {
  const { _id: id, at, params, ...rest } = document;
  return { id, at: toInstant(at), params: JSON.parse(params), ...rest };
}
