import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addCycles, addDays } from '#shared/dates/date-arithmetic.ts';
import { chargesBetween } from '#shared/insights/charges.ts';
import { createRateBook } from '#shared/money/conversion.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Charge } from '#shared/schemas/insight-schemas.ts';
import { type Deadline, nextDeadline } from '#shared/subscriptions/cancellation.ts';
import type { Category } from '#shared/subscriptions/category.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import type { Cycle, PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import type { IcsEvent } from './ics-writer.ts';

export interface FeedData {
  baseCurrency: string;
  today: CalendarDate;
  subscriptions: readonly Subscription[];
  payments: readonly PaymentRecord[];
  categories: readonly Category[];
  paymentMethods: readonly PaymentMethod[];
}

/**
 * What a calendar shows of the next 12 months: every charge on its day, each next chance to cancel
 * in time, and trials that end. Charges that the ledger has as skipped are left out. UIDs name the
 * subscription and the occurrence, so that they survive new names, prices and weekend rules.
 */
export function* feedEvents(data: FeedData): Generator<IcsEvent> {
  const { today, subscriptions } = data;
  const until = addDays(addCycles(today, { every: 1, unit: 'year' }, 1), -1);
  const byId = new Map(subscriptions.map((each) => [each.id, each]));
  const factsOf = createFacts(data);
  const { charges } = chargesBetween({ ...data, rateBook: createRateBook([]) }, today, until);
  for (const charge of charges) {
    const subscription = byId.get(charge.subscriptionId);
    if (!subscription || charge.status === 'skipped') continue;
    yield {
      ...factsOf(subscription),
      uid: uidOf(subscription, charge.dueOn),
      on: charge.chargedOn,
      summary: `${charge.name} · ${formatMoney(charge.amount)}`,
      description: describeCharge(charge, subscription, factsOf(subscription).description),
    };
  }
  for (const subscription of subscriptions) {
    const base = factsOf(subscription);
    const deadline = nextDeadline(subscription, today);
    if (deadline && deadline.cancelBy >= today && deadline.cancelBy <= until) {
      yield { ...base, ...cancelByEvent(subscription, deadline) };
    }
    const { trialEndsOn, cancelledOn } = subscription;
    if (
      trialEndsOn !== null &&
      cancelledOn === null &&
      trialEndsOn >= today &&
      trialEndsOn <= until
    ) {
      yield { ...base, ...trialEvent(subscription, trialEndsOn) };
    }
  }
}

function uidOf({ id }: Subscription, suffix: string): string {
  return `${id}-${suffix}@duetide`;
}

function cancelByEvent(subscription: Subscription, { cancelBy, avoids }: Deadline) {
  const price = priceOn(subscription, avoids);
  return {
    uid: uidOf(subscription, `cancel-${avoids}`),
    on: cancelBy,
    summary: `${subscription.name}: last day to cancel`,
    description: sentences(
      `Cancelling today still avoids ${price} on ${avoids}.`,
      subscription.cancelUrl && `Cancel at ${subscription.cancelUrl}`,
    ),
  };
}

function trialEvent(subscription: Subscription, trialEndsOn: CalendarDate) {
  const { name, anchor, cancelUrl } = subscription;
  return {
    uid: uidOf(subscription, 'trial'),
    on: trialEndsOn,
    summary: `${name}: trial ends`,
    description: sentences(
      `From ${anchor} on it costs ${priceOn(subscription, anchor)}.`,
      cancelUrl && `Cancel at ${cancelUrl}`,
    ),
  };
}

function createFacts({ categories, paymentMethods }: FeedData) {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const labels = new Map(paymentMethods.map(({ id, label }) => [id, label]));
  return (subscription: Subscription) => {
    const { cycle, url, updatedAt, categoryId, paymentMethodId } = subscription;
    const label = paymentMethodId === null ? undefined : labels.get(paymentMethodId);
    return {
      description: sentences(describeCycle(cycle), label && `Paid with ${label}`),
      category: (categoryId === null ? undefined : names.get(categoryId)) ?? null,
      url,
      changedAt: updatedAt,
    };
  };
}

function describeCharge(
  { dueOn, chargedOn }: Charge,
  { cycle }: Subscription,
  rest: string,
): string {
  const moved = dueOn === chargedOn || cycle === null ? null : `Due on ${dueOn}`;
  return sentences(rest, moved);
}

function describeCycle(cycle: Cycle | null): string {
  if (cycle === null) return 'Paid once';
  const { every, unit } = cycle;
  return every === 1 ? `Every ${unit}` : `Every ${every} ${unit}s`;
}

function priceOn({ prices }: Subscription, date: CalendarDate): string {
  const { amountMinor, currency } = phaseOn(prices, date);
  return formatMoney(toMoney(amountMinor, currency));
}

const formats = new Map<string, Intl.NumberFormat>();

/** With all decimals that ISO gives the currency: `$15.49`, `¥1,300`. */
function formatMoney({ amount, currency }: { amount: string; currency: string }): string {
  let format = formats.get(currency);
  if (!format) {
    const digits = amount.split('.')[1]?.length ?? 0;
    format = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(currency, format);
  }
  return format.format(amount as Intl.StringNumericLiteral);
}

function sentences(...parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}
