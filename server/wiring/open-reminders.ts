import type { ChannelFeature } from '#server/features/channels/channel-feature.ts';
import type { PaymentService } from '#server/features/payments/payment-service.ts';
import type { RateService } from '#server/features/rates/rate-service.ts';
import {
  createReminderFeature,
  type ReminderFeature,
} from '#server/features/reminders/reminder-feature.ts';
import type { JobQueue } from '#server/jobs/job-queue.ts';
import type { Today } from '#server/today.ts';
import type { Parts } from './open-parts.ts';
import { createReminderBudgets } from './reminder-budgets.ts';

export interface ReminderTools {
  payments: Pick<PaymentService, 'enterOnce'>;
  channels: ChannelFeature['sender'];
  rates: RateService;
  queue: JobQueue;
  publicUrl(): string;
  today: Today;
}

/** Reminders, and what they need of other features in their own words. */
export function openReminders(parts: Parts, tools: ReminderTools): ReminderFeature {
  const { store, clock, messaging, replyCache, background, waitingBudgets } = parts;
  const { rates, queue, publicUrl, today } = tools;
  const { subscriptions, payments, categories, paymentMethods } = store;
  return createReminderFeature({
    households: store.households,
    subscriptions,
    paymentMethods,
    payments,
    settings: store.reminderSettings,
    links: store.reminderLinks,
    keys: messaging.secrets,
    ledger: {
      find: payments.find,
      enterPaid: (scope, occurrence, entry) =>
        tools.payments.enterOnce(scope, occurrence, { status: 'paid', ...entry }),
    },
    forgetAnswers: (householdId) => replyCache.invalidate(householdId),
    deliveries: store.reminderDeliveries,
    channels: {
      async of(householdId, userId) {
        const found = await store.channels.list({ householdId, userId });
        return found.map(({ id, kind, createdAt }) => ({ id, kind, since: createdAt }));
      },
      send: ({ channelId, ...owner }, notice) => tools.channels.send(owner, channelId, notice),
    },
    rateBookFor: ({ id: householdId, baseCurrency, timeZone }) =>
      rates.bookFrom({ householdId, baseCurrency, timeZone }, today(timeZone)),
    budgets: createReminderBudgets({ budgets: store.budgets, payments, categories, rates, today }),
    queue,
    clock,
    publicUrl,
    inBackground: background.run,
    waitFor: (work) => waitingBudgets?.waitFor(work) ?? work,
  });
}
