import type { Filter, WithId } from 'mongodb';
import type { JobCount, JobRepository, NewJob, StoredJob } from '#server/jobs/job-repository.ts';
import { assertOwned } from './belonging.ts';
import type { JobDocument } from './database-schema.ts';
import { toDate, toInstant } from './instants.ts';
import type { MongodbContext } from './mongodb-context.ts';
import { duplicatesIn } from './mongodb-fault.ts';

export function createMongodbJobRepository(context: MongodbContext): JobRepository {
  const { on } = context;

  async function insertNew(documents: JobDocument[]): Promise<number> {
    try {
      await on('jobs', (jobs) => jobs.insertMany(documents, { ordered: false }));
      return documents.length;
    } catch (error) {
      const duplicates = duplicatesIn(error);
      if (duplicates === null) throw error;
      return documents.length - duplicates;
    }
  }

  /** Changes the job if `holder` has it. */
  async function change(id: string, holder: string, facts: Partial<JobDocument>): Promise<boolean> {
    const result = await on('jobs', (jobs) => jobs.updateOne({ _id: id, holder }, { $set: facts }));
    return result.matchedCount === 1;
  }

  return {
    async insertMany(householdId, jobs) {
      if (jobs.length === 0) return 0;
      const inserted = await insertNew(jobs.map((job) => toDocument(householdId, job)));
      if (householdId !== null) {
        await assertOwned(context, ['households', householdId], ['jobs', { householdId }]);
      }
      return inserted;
    },
    async find(id) {
      const found = await on('jobs', (jobs) => jobs.findOne({ _id: id }));
      return found && toJob(found);
    },
    async claim({ kinds, holder, now, until }) {
      const claimed = await on('jobs', (jobs) =>
        jobs.findOneAndUpdate(
          { kind: { $in: [...kinds] }, claimableAt: { $lte: toDate(now) } },
          {
            $set: {
              state: 'running',
              holder,
              claimableAt: toDate(until),
              startedAt: toDate(now),
            },
            $inc: { attempt: 1 },
          },
          { sort: { claimableAt: 1 }, returnDocument: 'after' },
        ),
      );
      return claimed && toJob(claimed);
    },
    renew: (id, holder, until) => change(id, holder, { claimableAt: toDate(until) }),
    finish: (id, holder, { state, endedAt, error }) =>
      change(id, holder, {
        state,
        endedAt: toDate(endedAt),
        error,
        claimableAt: null,
        holder: null,
      }),
    putBack: (id, holder, { claimableAt, attempt, error }) =>
      change(id, holder, {
        state: 'waiting',
        claimableAt: toDate(claimableAt),
        attempt,
        error,
        holder: null,
      }),
    async revive(id, claimableAt) {
      const waits = {
        state: 'waiting',
        claimableAt: toDate(claimableAt),
        attempt: 0,
        endedAt: null,
      } as const;
      const result = await on('jobs', (jobs) =>
        jobs.updateOne({ _id: id, state: 'dead' }, { $set: waits }),
      );
      return result.matchedCount === 1;
    },
    async endLeasesBeyond(kinds, limit, now) {
      const result = await on('jobs', (jobs) =>
        jobs.updateMany(
          { kind: { $in: [...kinds] }, claimableAt: { $gt: toDate(limit) }, state: 'running' },
          { $set: { claimableAt: toDate(now) } },
        ),
      );
      return result.modifiedCount;
    },
    async list({ kind, state, after, limit }) {
      const filter: Filter<JobDocument> = { kind, state };
      if (after) {
        const scheduledFor = toDate(after.scheduledFor);
        filter.scheduledFor = { $lte: scheduledFor };
        filter.$or = [
          { scheduledFor: { $lt: scheduledFor } },
          { scheduledFor, _id: { $lt: after.id } },
        ];
      }
      const found = await on('jobs', (jobs) =>
        jobs.find(filter).sort({ scheduledFor: -1, _id: -1 }).limit(limit).toArray(),
      );
      return found.map(toJob);
    },
    async count() {
      const counts = await on('jobs', (jobs) =>
        jobs
          .aggregate<{ _id: Omit<JobCount, 'count'>; count: number }>([
            { $group: { _id: { kind: '$kind', state: '$state' }, count: { $sum: 1 } } },
            { $sort: { _id: 1 } },
          ])
          .toArray(),
      );
      return counts.map(({ _id, count }) => ({ ..._id, count }));
    },
    async purge(endedBefore, deadBefore) {
      const ended = await on('jobs', (jobs) =>
        jobs.deleteMany({ endedAt: { $lt: toDate(endedBefore) }, state: { $ne: 'dead' } }),
      );
      const dead = await on('jobs', (jobs) =>
        jobs.deleteMany({ endedAt: { $lt: toDate(deadBefore) }, state: 'dead' }),
      );
      return ended.deletedCount + dead.deletedCount;
    },
  };
}

function toDocument(householdId: string | null, job: NewJob): JobDocument {
  return {
    _id: job.id,
    householdId,
    kind: job.kind,
    payload: job.payload,
    state: 'waiting',
    scheduledFor: toDate(job.scheduledFor),
    claimableAt: toDate(job.scheduledFor),
    attempt: 0,
    holder: null,
    createdAt: toDate(job.createdAt),
    startedAt: null,
    endedAt: null,
    error: null,
  };
}

function toJob(document: WithId<JobDocument>): StoredJob {
  return {
    id: document._id,
    householdId: document.householdId,
    kind: document.kind,
    payload: document.payload,
    state: document.state,
    scheduledFor: toInstant(document.scheduledFor),
    claimableAt: toInstant(document.claimableAt),
    attempt: document.attempt,
    holder: document.holder,
    createdAt: toInstant(document.createdAt),
    startedAt: toInstant(document.startedAt),
    endedAt: toInstant(document.endedAt),
    error: document.error,
  };
}
