import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { isCurrency } from '#shared/money/currencies.ts';
import { checkAmount, toMoney } from '#shared/money/money.ts';
import type { ScheduleItem } from '#shared/schemas/subscription-schemas.ts';
import { checkBillingFacts } from '#shared/subscriptions/check-facts.ts';
import { toPricePhases } from '#shared/subscriptions/price-input.ts';
import { phaseOn } from '#shared/subscriptions/price-phases.ts';
import { firstOccurrenceOnOrAfter } from '#shared/subscriptions/schedule.ts';
import type { BillingFacts } from '#shared/subscriptions/subscription.ts';
import { type DerivedFacts, deriveFacts } from '#shared/subscriptions/subscription-view.ts';
import { chargeDate } from '#shared/subscriptions/weekend-rule.ts';
import { bodyOf } from './draft-body.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** What the form does not change. */
export type Standing = Pick<BillingFacts, 'pauses' | 'cancelledOn' | 'accessUntil'>;

export const NOTHING_STANDING: Standing = { pauses: [], cancelledOn: null, accessUntil: null };

export interface DraftPreview extends DerivedFacts {
  /** At most three. */
  charges: ScheduleItem[];
  trialEndsOn: CalendarDate | null;
}

const CHARGES_SHOWN = 3;

/**
 * What would follow from the draft, by the rules that the server applies. Null while it is not yet
 * complete or does not fit together.
 */
export function previewOf(
  draft: SubscriptionDraft,
  standing: Standing,
  today: CalendarDate,
): DraftPreview | null {
  const facts = factsOf(draft, standing);
  if (facts === null) return null;
  return {
    ...deriveFacts(facts, today),
    charges: nextCharges(facts, today),
    trialEndsOn: facts.trialEndsOn,
  };
}

function factsOf(draft: SubscriptionDraft, standing: Standing): BillingFacts | null {
  const body = bodyOf(draft);
  const dates = [body.anchor, body.trialEndsOn, body.minimumTermEndsOn];
  const lengths = [body.cycle, body.notice];
  const isComplete =
    dates.every((date) => date === null || isCalendarDate(date)) &&
    lengths.every((length) => length === null || isCount(length.every)) &&
    body.prices.every(
      ({ from = body.anchor, amount, currency }) =>
        isCalendarDate(from) && isCurrency(currency) && checkAmount(amount, currency) === null,
    );
  if (!isComplete || checkBillingFacts({ ...body, ...standing }).length > 0) return null;
  return { ...body, ...standing, prices: toPricePhases(body.prices, body.anchor) };
}

function nextCharges(facts: BillingFacts, today: CalendarDate): ScheduleItem[] {
  const charges: ScheduleItem[] = [];
  let from = today;
  while (charges.length < CHARGES_SHOWN) {
    const dueOn = firstOccurrenceOnOrAfter(facts, from);
    if (dueOn === null) break;
    const { amountMinor, currency } = phaseOn(facts.prices, dueOn);
    charges.push({
      dueOn,
      chargedOn: chargeDate(dueOn, facts.weekendRule),
      amount: toMoney(amountMinor, currency),
    });
    from = addDays(dueOn, 1);
  }
  return charges;
}

function isCount(every: number): boolean {
  return Number.isInteger(every) && every >= 1 && every <= 999;
}
