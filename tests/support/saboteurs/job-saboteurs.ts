import { sampleInstant } from '../sample-records.ts';
import { FAR_FUTURE, type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const JOB_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('jobs', 'insertMany counts what was there already', (real) => ({
    async insertMany(householdId, jobs) {
      await real.insertMany(householdId, jobs);
      return jobs.length;
    },
  })),
  saboteur('jobs', 'jobs of a household are nobody’s', (real) => ({
    insertMany: (_householdId, jobs) => real.insertMany(null, jobs),
  })),
  saboteur('jobs', 'claim takes what is not due yet', (real) => ({
    claim: (claim) => real.claim({ ...claim, now: FAR_FUTURE }),
  })),
  saboteur('jobs', 'claim forgets when it leased', (real) => ({
    async claim(claim) {
      const job = await real.claim(claim);
      return job && { ...job, startedAt: null };
    },
  })),
  saboteur('jobs', 'claim knows one kind only', (real) => ({
    claim: (claim) => real.claim({ ...claim, kinds: claim.kinds.slice(0, 1) }),
  })),
  saboteur('jobs', 'claim looks first and leases then', (real) => {
    const offered = new Map<string, Awaited<ReturnType<typeof real.claim>>>();
    return {
      async claim(claim) {
        const [waiting] = await real.list({
          kind: claim.kinds[0] ?? '',
          state: 'waiting',
          limit: 1,
        });
        const job = waiting && offered.get(waiting.id);
        if (job) return job;
        const claimed = await real.claim(claim);
        if (claimed) offered.set(claimed.id, claimed);
        return claimed;
      },
    };
  }),
  saboteur('jobs', 'anybody renews', (real) => ({
    async renew(id, _holder, until) {
      const job = await real.find(id);
      return job?.holder ? real.renew(id, job.holder, until) : false;
    },
  })),
  saboteur('jobs', 'anybody ends a job', (real) => ({
    async finish(id, _holder, end) {
      const job = await real.find(id);
      return job?.holder ? real.finish(id, job.holder, end) : false;
    },
  })),
  saboteur('jobs', 'anybody puts a job back', (real) => ({
    async putBack(id, _holder, wait) {
      const job = await real.find(id);
      return job?.holder ? real.putBack(id, job.holder, wait) : false;
    },
  })),
  saboteur('jobs', 'putBack keeps the count of attempts', (real) => ({
    async putBack(id, holder, wait) {
      const attempt = (await real.find(id))?.attempt ?? 0;
      return real.putBack(id, holder, { ...wait, attempt: attempt + 1 });
    },
  })),
  saboteur('jobs', 'endLeasesBeyond ends every lease', (real) => ({
    endLeasesBeyond: (kinds, _limit, now) => real.endLeasesBeyond(kinds, sampleInstant(0), now),
  })),
  saboteur('jobs', 'list begins anew on every page', (real) => ({
    list: ({ after: _, ...list }) => real.list(list),
  })),
  saboteur('jobs', 'list ignores the state', (real) => ({
    async list(list) {
      const others = await real.list({ ...list, state: 'waiting' });
      return [...(await real.list(list)), ...others].slice(0, list.limit);
    },
  })),
  saboteur('jobs', 'list shows the oldest first', (real) => ({
    list: async (list) => (await real.list({ ...list, limit: 999 })).toReversed(),
  })),
  saboteur('jobs', 'purge forgets the dead with the rest', (real) => ({
    purge: (endedBefore) => real.purge(endedBefore, endedBefore),
  })),
  saboteur('jobs', 'purge forgets all that ended', (real) => ({
    purge: (_endedBefore, deadBefore) => real.purge(FAR_FUTURE, deadBefore),
  })),
];
