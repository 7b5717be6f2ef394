import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { isCalendarDate } from '#shared/dates/calendar-date.ts';
import { checkAmount } from '#shared/money/money.ts';
import type { CreateSubscription } from '#shared/schemas/subscription-schemas.ts';
import {
  CATEGORY_NAME_OF_GROUP,
  WELL_KNOWN_SERVICES,
  type WellKnownService,
} from '#shared/services/well-known-services.ts';
import type { Cycle } from '#shared/subscriptions/subscription.ts';

/** A subscription in the making: what was tapped, and what is still to be said about it. */
export interface Draft {
  /** Also the idempotency key: sending a draft twice stores it once. */
  key: string;
  service: WellKnownService | null;
  name: string;
  cycle: Cycle;
  amount: string;
  currency: string;
  /** Empty until chosen: a guessed date would be a wrong one. */
  nextOn: CalendarDate | '';
}

export function draftOfService(service: WellKnownService, currency: string, key: string): Draft {
  return {
    key,
    service,
    name: service.name,
    cycle: service.cycle,
    amount: '',
    currency,
    nextOn: '',
  };
}

/** Something of one's own, or a service that was typed instead of tapped. */
export function draftOfName(name: string, currency: string, key: string): Draft {
  const known = WELL_KNOWN_SERVICES.find(
    (service) => service.name.toLowerCase() === name.trim().toLowerCase(),
  );
  if (known) return draftOfService(known, currency, key);
  const cycle: Cycle = { every: 1, unit: 'month' };
  return { key, service: null, name: name.trim(), cycle, amount: '', currency, nextOn: '' };
}

export type DraftFault = 'amount' | 'nextOn';

/** What is still missing or wrong. */
export function faultsOfDraft(draft: Draft): DraftFault[] {
  const faults: DraftFault[] = [];
  if (checkAmount(draft.amount, draft.currency) !== null) faults.push('amount');
  if (!isCalendarDate(draft.nextOn)) faults.push('nextOn');
  return faults;
}

/** @param categories of the household; the one that fits the service is used if it is there. */
export function bodyOfDraft(
  draft: Draft,
  categories: readonly { id: string; name: string }[],
): CreateSubscription {
  const wanted = draft.service && CATEGORY_NAME_OF_GROUP[draft.service.group];
  return {
    name: draft.name,
    anchor: draft.nextOn as CalendarDate,
    cycle: draft.cycle,
    prices: [{ amount: draft.amount, currency: draft.currency }],
    service: draft.service?.slug ?? null,
    cancelUrl: draft.service?.cancelUrl ?? null,
    categoryId: categories.find(({ name }) => name === wanted)?.id ?? null,
  };
}
