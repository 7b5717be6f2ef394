import type { Store } from '#server/adapters/store/store.ts';
import { type Clock, instantOf } from '#server/clock.ts';
import { createPaymentService } from '#server/features/payments/payment-service.ts';
import type {
  ReminderChannel,
  ReminderChannels,
  ReminderNotice,
  ReminderOutcome,
} from '#server/features/reminders/reminder-channels.ts';
import type { ReminderSources } from '#server/features/reminders/reminder-household.ts';
import { planRemindersJob, sendReminderJob } from '#server/features/reminders/reminder-jobs.ts';
import {
  createReminderLinkService,
  type ReminderLinkService,
} from '#server/features/reminders/reminder-link-service.ts';
import { createReminderLinkTokens } from '#server/features/reminders/reminder-link-token.ts';
import {
  createReminderPlanner,
  type ReminderPlanner,
} from '#server/features/reminders/reminder-planner.ts';
import { createReminderSender } from '#server/features/reminders/reminder-sender.ts';
import { createReminderSettingsService } from '#server/features/reminders/reminder-settings-service.ts';
import { createJobQueue, type JobQueue } from '#server/jobs/job-queue.ts';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { createToday } from '#server/today.ts';
import { createReminderBudgets } from '#server/wiring/reminder-budgets.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import type {
  HouseholdReminderSettings,
  MemberReminderSettings,
} from '#shared/reminders/reminder-settings.ts';
import { DEFAULT_MEMBER_SETTINGS } from '#shared/reminders/reminder-settings.ts';
import { sampleHousehold, sampleId, sampleUser } from './sample-records.ts';
import { createSetClock, type SetClock } from './set-clock.ts';
import { openTestStore, type StoreKind } from './stores.ts';

export const HOME = sampleId(100);
export const ADA = sampleId(1);

export interface SentNotice extends ReminderNotice {
  at: string;
  userId: string;
  channelId: string;
}

export interface ReminderRig {
  store: Store;
  clock: SetClock;
  budgets: ReminderSources['budgets'];
  /** What reached somebody, in order. */
  sent: SentNotice[];
  /** What the channel answers next; once these are used up it delivers. */
  answers: ReminderOutcome[];
  /** Which channels a member has. */
  channelsOf: Map<string, ReminderChannel[]>;
  /** Another instance on the same store. */
  newPlanner(change?: (queue: JobQueue) => JobQueue): ReminderPlanner;
  planner: ReminderPlanner;
  /** What the links of messages do. */
  links: ReminderLinkService;
  /** Runs what is due, and what becomes due by that, at the moment of the clock. */
  runJobs(): Promise<number>;
  /** Lets time pass, in steps of a quarter of an hour. */
  pass(until: string): Promise<void>;
  setHousehold(settings: HouseholdReminderSettings): Promise<void>;
  setMember(settings: Partial<MemberReminderSettings>, userId?: string): Promise<void>;
}

const STEP = 15 * 60_000;
const KINDS = [planRemindersJob.name, sendReminderJob.name];

/** Ada, in Berlin, with a channel called phone, over an empty store. */
export async function createReminderRig(
  now: string,
  kind: StoreKind = 'sqlite',
): Promise<ReminderRig> {
  const store = await openTestStore(kind);
  const clock = createSetClock(now);
  await store.users.insert(sampleUser({ id: ADA }));
  await store.households.insert(sampleHousehold({ id: HOME }));
  await store.households.addMember({
    householdId: HOME,
    userId: ADA,
    role: 'owner',
    createdAt: now,
  });
  const sent: SentNotice[] = [];
  const answers: ReminderOutcome[] = [];
  const channelsOf = new Map([[ADA, [{ id: sampleId(600), kind: 'ntfy', since: now }]]]);
  const channels: ReminderChannels = {
    of: async (_householdId, userId) => channelsOf.get(userId) ?? [],
    async send({ userId, channelId }, notice) {
      const answer = answers.shift() ?? { kind: 'delivered' };
      if (answer.kind === 'delivered') {
        sent.push({ ...notice, at: instantOf(clock.now()), userId, channelId });
      }
      return answer;
    },
  };
  const deps = depsOver(store, clock, channels);
  const planner = createReminderPlanner(deps);
  const sender = createReminderSender(deps);

  async function runJobs(): Promise<number> {
    for (let count = 0; ; count += 1) {
      const at = clock.now();
      const claim = { holder: 'rig', now: instantOf(at), until: instantOf(at + 60_000) };
      const job = await store.jobs.claim({ kinds: KINDS, ...claim });
      if (!job?.householdId) return count;
      try {
        if (job.kind === planRemindersJob.name) await planner.plan(job.householdId);
        else await sender.send(job.householdId, JSON.parse(job.payload).id);
        const end = { state: 'done', endedAt: instantOf(at), error: null } as const;
        await store.jobs.finish(job.id, 'rig', end);
      } catch (error) {
        const claimableAt = instantOf(at + 60_000);
        const wait = { claimableAt, attempt: job.attempt, error: String(error) };
        await store.jobs.putBack(job.id, 'rig', wait);
      }
    }
  }

  const settings = createReminderSettingsService(deps);

  const payments = createPaymentService({ ...deps, payments: store.payments });
  const links = createReminderLinkService({
    ...deps,
    links: store.reminderLinks,
    ledger: {
      find: store.payments.find,
      enterPaid: (scope, occurrence, entry) =>
        payments.enterOnce(scope, occurrence, { status: 'paid', ...entry }),
    },
    onChange: planner.wake,
  });

  return {
    store,
    clock,
    budgets: deps.budgets,
    links,
    sent,
    answers,
    channelsOf,
    planner,
    newPlanner: (change = (queue) => queue) =>
      createReminderPlanner({ ...deps, queue: change(deps.queue) }),
    runJobs,
    async pass(until) {
      await runJobs();
      while (clock.now() < Date.parse(until)) {
        clock.advance(Math.min(STEP, Date.parse(until) - clock.now()));
        await runJobs();
      }
    },
    async setHousehold(wishes) {
      await settings.putHousehold({ householdId: HOME, userId: ADA }, wishes);
      await planner.wake(HOME);
    },
    async setMember(wishes, userId = ADA) {
      const mine = { ...DEFAULT_MEMBER_SETTINGS, ...wishes };
      await settings.putMine({ householdId: HOME, userId }, mine);
      await planner.wake(HOME);
    },
  };
}

function depsOver(store: Store, clock: Clock, channels: ReminderChannels) {
  let ids = 0;
  const newId = () => `job-${++ids}`;
  const events = { emit: () => {} };
  return {
    households: store.households,
    subscriptions: store.subscriptions,
    paymentMethods: store.paymentMethods,
    payments: store.payments,
    settings: store.reminderSettings,
    deliveries: store.reminderDeliveries,
    channels,
    budgets: createReminderBudgets({
      budgets: store.budgets,
      payments: store.payments,
      categories: store.categories,
      rates: {
        bookFrom: async ({ householdId }) => createRateBook(await store.rates.list(householdId)),
      },
      today: createToday(clock),
    }),
    rateBookFor: async ({ id }: { id: string }) => createRateBook(await store.rates.list(id)),
    queue: createJobQueue({ jobs: store.jobs, clock, newId, events, wakeAt: () => {} }),
    clock,
    today: createToday(clock),
    publicUrl: () => 'https://duetide.example',
    tokens: createReminderLinkTokens(createSecretBox('only for tests, and only for tests')),
  };
}
