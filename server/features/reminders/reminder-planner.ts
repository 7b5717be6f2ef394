import { type Clock, instantOf } from '#server/clock.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import { AppError } from '#shared/app-error.ts';
import { DAYS_BACK } from './member-reminders.ts';
import { nextMoment, planDeliveries, remindersAround } from './plan-deliveries.ts';
import type { ReminderChannels } from './reminder-channels.ts';
import type {
  ReminderDelivery,
  ReminderDeliveryRepository,
} from './reminder-delivery-repository.ts';
import { loadPeople, loadSubjects, type ReminderSources } from './reminder-household.ts';
import { planRemindersJob, sendReminderJob } from './reminder-jobs.ts';

export interface ReminderPlannerDeps extends ReminderSources {
  deliveries: Pick<ReminderDeliveryRepository, 'insertNew' | 'listIds' | 'listPending'>;
  channels: Pick<ReminderChannels, 'of'>;
  queue: JobQueue;
  clock: Clock;
}

export interface ReminderPlanner {
  /** Something of the household is being changed: it is looked at after that, within a minute or so. */
  wake(householdId: string): Promise<void>;
  /** What the job of that name does. Doing it twice, or in two places at once, changes nothing. */
  plan(householdId: string): Promise<void>;
}

const MINUTE = 60_000;
/** Within it a change is saved, and the clocks of instances are apart by less. */
const LEEWAY = 5_000;
/** What nobody wakes a household for, as new exchange rates, waits at most that. */
const LONGEST_REST = 12 * 60 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** Further than the time zones are apart, and than what is looked at. */
const KNOWN_FOR = (DAYS_BACK + 9) * DAY;

export function createReminderPlanner(deps: ReminderPlannerDeps): ReminderPlanner {
  const { deliveries, queue, clock } = deps;
  /** Woken for that minute: further changes in it ask for nothing more. */
  let woken = { minute: 0, households: new Set<string>() };

  async function lookAgain(householdId: string, at: number): Promise<void> {
    const instant = instantOf(at);
    // One run for each instant, whoever asks for it.
    await queue.add(planRemindersJob, householdId, [{ payload: {}, key: instant, at: instant }]);
  }

  /** What a crash left behind is among it: adding it again changes nothing. */
  async function sendPending(householdId: string, now: number): Promise<void> {
    const pending = await deliveries.listPending(householdId);
    const ids = new Set(pending.map(({ id }) => id));
    const isOnItsOwn = ({ digestId }: ReminderDelivery) => digestId === null || !ids.has(digestId);
    const jobs = pending.filter(isOnItsOwn).map(({ id, sendAt }) => ({
      payload: { id },
      key: id,
      at: instantOf(Math.max(now, Date.parse(sendAt))),
    }));
    if (jobs.length > 0) await queue.add(sendReminderJob, householdId, jobs);
  }

  return {
    async wake(householdId) {
      const minute = Math.floor((clock.now() + LEEWAY) / MINUTE) + 1;
      if (woken.minute !== minute) woken = { minute, households: new Set() };
      if (woken.households.has(householdId)) return;
      try {
        await lookAgain(householdId, minute * MINUTE);
        if (woken.minute === minute) woken.households.add(householdId);
      } catch (error) {
        const isGone = error instanceof AppError && error.code === 'conflict';
        if (!isGone) throw error;
      }
    },

    async plan(householdId) {
      const now = clock.now();
      const loaded = await loadPeople(deps, householdId);
      if (!loaded) return;
      const reached = await Promise.all(
        loaded.people.map(async (person) => ({
          person,
          channels: await deps.channels.of(householdId, person.userId),
        })),
      );
      const reachable = reached.filter(({ channels }) => channels.length > 0);
      if (reachable.length > 0) {
        const rest = turnAfter(householdId, now);
        const people = reachable.map(({ person }) => person);
        const subjects = await loadSubjects(deps, loaded.household, people);
        const moments = [rest];
        for (const { person, channels } of reachable) {
          const owner = { householdId, userId: person.userId };
          const around = remindersAround(person, subjects, now);
          for (const channel of channels) {
            const since = instantOf(now - KNOWN_FOR);
            const known = new Set(await deliveries.listIds(owner, channel.id, since));
            const rows = planDeliveries(person, channel, around, now, known);
            if (rows.length > 0) await deliveries.insertNew(householdId, rows);
          }
          const next = nextMoment(person, channels, around, now, rest);
          if (next !== null) moments.push(next);
        }
        // A run that does not come this far is repeated, so that there always is a next one.
        await lookAgain(householdId, Math.min(...moments));
      }
      await sendPending(householdId, now);
    },
  };
}

/** The end of the present half of a day; each household has its own, so that not all are at once. */
function turnAfter(householdId: string, now: number): number {
  let sum = 0;
  for (const sign of householdId) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % LONGEST_REST;
  return (Math.floor((now - sum) / LONGEST_REST) + 1) * LONGEST_REST + sum;
}
