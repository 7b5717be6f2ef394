import type { Store } from '#server/adapters/store/store.ts';
import { instantOf } from '#server/clock.ts';
import { planRemindersJob, sendReminderJob } from '#server/features/reminders/reminder-jobs.ts';
import { createReminderPlanner } from '#server/features/reminders/reminder-planner.ts';
import { createJobQueue } from '#server/jobs/job-queue.ts';
import { createSetClock } from '#tests/support/set-clock.ts';

/** What both sides read: the product's own repositories. */
export function reminderSourcesOf(store: Store) {
  return {
    households: store.households,
    subscriptions: store.subscriptions,
    paymentMethods: store.paymentMethods,
    payments: store.payments,
    settings: store.reminderSettings,
    budgets: {
      list: store.budgets.list,
      async charges(): Promise<never> {
        throw new Error('No household of this bench has a budget');
      },
    },
    channels: {
      async of(householdId: string, userId: string) {
        const found = await store.channels.list({ householdId, userId });
        return found.map(({ id, kind, createdAt }) => ({ id, kind, since: createdAt }));
      },
    },
  };
}

const MINUTE = 60_000;

/**
 * Duetide's background work for the reminders of some households, on a clock that is told what time
 * it is. What was to be sent before `start` is sent.
 */
export async function beginReminderDay(
  store: Store,
  householdIds: readonly string[],
  start: number,
) {
  const clock = createSetClock(instantOf(start - 2 * MINUTE));
  const { jobs, reminderDeliveries: deliveries } = store;
  let ids = 0;
  const newId = () => `job-${++ids}`;
  const queue = createJobQueue({ jobs, clock, newId, events: { emit() {} }, wakeAt() {} });
  const planner = createReminderPlanner({ ...reminderSourcesOf(store), deliveries, queue, clock });

  const claim = (kind: string, now: number) =>
    jobs.claim({
      kinds: [kind],
      holder: 'bench',
      now: instantOf(now),
      until: instantOf(now + MINUTE),
    });
  const finish = (id: string) =>
    jobs.finish(id, 'bench', { state: 'done', endedAt: instantOf(clock.now()), error: null });

  const day = {
    /** Runs what is due before `end`, each at its moment. @returns how often it looked at a household */
    async planUntil(end: number, afterEach = () => {}): Promise<number> {
      for (let runs = 0; ; runs += 1) {
        const job = await claim(planRemindersJob.name, end - 1);
        if (!job?.householdId) return runs;
        clock.set(instantOf(Math.max(clock.now(), Date.parse(job.scheduledFor))));
        await planner.plan(job.householdId);
        await finish(job.id);
        afterEach();
      }
    },
    /** Stands for the sending, which is not measured: whatever is planned reaches somebody. */
    async sendUntil(end: number): Promise<void> {
      for (;;) {
        const job = await claim(sendReminderJob.name, end - 1);
        if (!job?.householdId) return;
        const sent = { state: 'sent', isLate: false, note: null, attempts: 1 } as const;
        const { id } = JSON.parse(job.payload);
        await deliveries.progress(job.householdId, id, { ...sent, endedAt: job.scheduledFor });
        await finish(job.id);
      }
    },
  };
  for (const householdId of householdIds) await planner.wake(householdId);
  await day.planUntil(start);
  await day.sendUntil(start);
  return day;
}
