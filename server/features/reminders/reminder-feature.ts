import type { Clock } from '#server/clock.ts';
import type { App } from '#server/http/app-instance.ts';
import { handleJob, type JobKind } from '#server/jobs/job-kind.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import { JobRefused } from '#server/jobs/job-refused.ts';
import type { Household } from '#shared/households.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { ReminderEvent } from '#shared/reminders/reminder-events.ts';
import type { ReminderLocale } from '#shared/reminders/reminder-settings.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import type { ReminderChannels } from './reminder-channels.ts';
import type { ReminderDeliveryRepository, ReminderOwner } from './reminder-delivery-repository.ts';
import type { ReminderSources } from './reminder-household.ts';
import { planRemindersJob, sendReminderJob } from './reminder-jobs.ts';
import type { ReminderLinkRepository } from './reminder-link-repository.ts';
import { registerReminderLinkRoutes } from './reminder-link-routes.ts';
import { createReminderLinkService, type ReminderLedger } from './reminder-link-service.ts';
import { createReminderLinkTokens, type LinkKeys } from './reminder-link-token.ts';
import { createReminderPlanner } from './reminder-planner.ts';
import { registerReminderRoutes } from './reminder-routes.ts';
import { createReminderSender } from './reminder-sender.ts';
import { createReminderService } from './reminder-service.ts';
import type { ReminderSettingsRepository } from './reminder-settings-repository.ts';
import { registerReminderSettingsRoutes } from './reminder-settings-routes.ts';
import { createReminderSettingsService } from './reminder-settings-service.ts';
import { unpaidCharges } from './unpaid-charges.ts';
import { wakeReminders } from './wake-reminders.ts';

export interface ReminderFeatureDeps extends Omit<ReminderSources, 'settings'> {
  links: ReminderLinkRepository;
  keys: LinkKeys;
  ledger: ReminderLedger;
  /** What is kept of the household's answers must go. */
  forgetAnswers(householdId: string): Promise<void>;
  subscriptions: ReminderSources['subscriptions'] & {
    find(householdId: string, id: string): Promise<Subscription | null>;
  };
  settings: ReminderSettingsRepository;
  deliveries: ReminderDeliveryRepository;
  channels: ReminderChannels;
  rateBookFor(household: Household): Promise<RateBook>;
  queue: JobQueue;
  clock: Clock;
  publicUrl(): string;
  inBackground(name: string, task: () => Promise<void>): void;
  /** Waits for that, but no longer than whoever is answered may wait. */
  waitFor(work: Promise<void>): Promise<void>;
}

export interface ReminderFeature {
  /** For whatever runs jobs. */
  kinds: readonly JobKind[];
  /** For whoever has a link of a message, without signing in. */
  registerLinkRoutes(app: App): void;
  /** In the context whose requests change households. */
  registerRoutes(app: App): void;
  /** In what a member is written to. */
  localeOf(member: { householdId: string; userId: string }): Promise<ReminderLocale>;
  purge(): Promise<void>;
  /** The occurrences that the member's rules have asked after, and nobody has marked as paid. */
  unpaid(owner: ReminderOwner): Promise<ReminderEvent[]>;
}

/** Reminders, put together from the feature's own parts. */
export function createReminderFeature(deps: ReminderFeatureDeps): ReminderFeature {
  const planner = createReminderPlanner(deps);
  const tokens = createReminderLinkTokens(deps.keys);
  const sender = createReminderSender({ ...deps, tokens });
  /** Whatever becomes of it, whoever waits for it goes on: it is done later, if it was not now. */
  function wake(householdId: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    deps.inBackground('wake reminders', () => planner.wake(householdId).finally(resolve));
    return deps.waitFor(promise);
  }
  const reminderLinks = createReminderLinkService({
    ...deps,
    tokens,
    async onChange(householdId) {
      await wake(householdId);
      await deps.forgetAnswers(householdId);
    },
  });
  const reminders = createReminderService(deps);
  const reminderSettings = createReminderSettingsService(deps);
  return {
    kinds: [
      handleJob(planRemindersJob, ({ householdId }) => planner.plan(ofHousehold(householdId))),
      handleJob(sendReminderJob, ({ householdId, payload }) =>
        sender.send(ofHousehold(householdId), payload.id),
      ),
    ],
    registerRoutes(app) {
      registerReminderRoutes(app, { reminders });
      registerReminderSettingsRoutes(app, { reminderSettings });
      wakeReminders(app, wake);
    },
    registerLinkRoutes(app) {
      registerReminderLinkRoutes(app, { reminderLinks });
    },
    localeOf: async (member) => (await reminderSettings.mine(member)).locale,
    unpaid: (owner) => unpaidCharges(deps, owner),
    async purge() {
      await reminders.purge();
      await reminderLinks.purge();
    },
  };
}

function ofHousehold(householdId: string | null): string {
  if (householdId === null) throw new JobRefused('Reminders are a household’s');
  return householdId;
}
