import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Payment } from '#shared/schemas/subscription-schemas.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';

/** What is to be said of an occurrence: the ledger's word, or what follows without one. */
export function toPayment(
  subscription: Subscription,
  dueOn: CalendarDate,
  entry: PaymentRecord | null,
  today: CalendarDate,
): Payment {
  const chargedOn = chargeDate(dueOn, subscription.weekendRule);
  const phase = phaseOn(subscription.prices, dueOn);
  const planned = toMoney(phase.amountMinor, phase.currency);
  const { amountMinor = null, currency = null } = entry ?? {};
  return {
    dueOn,
    chargedOn,
    status: entry?.status ?? (chargedOn < today ? 'paid' : 'due'),
    paidOn: entry?.paidOn ?? null,
    amount: amountMinor === null || currency === null ? planned : toMoney(amountMinor, currency),
    planned,
    isRecorded: entry !== null,
    version: entry?.version ?? null,
  };
}
