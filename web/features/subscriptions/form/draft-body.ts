import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type {
  CreateSubscription,
  PatchSubscription,
} from '#shared/schemas/subscription-schemas.ts';
import type { Cycle } from '#shared/subscriptions/subscription.ts';
import { RHYTHM_CYCLES } from './rhythms.ts';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** The body of `POST subscriptions` for a draft, valid or not: the schema judges it. */
export function bodyOf(draft: SubscriptionDraft): Required<CreateSubscription> {
  return {
    name: draft.name.trim(),
    service: orNull(draft.service),
    cycle: cycleOf(draft),
    anchor: draft.anchor as CalendarDate,
    prices: draft.prices.map(({ from, amount, currency }, at) => ({
      // Only the first one may go without: it begins with the anchor.
      ...(from === '' && at === 0 ? {} : { from: from as CalendarDate }),
      amount,
      currency,
    })),
    trialEndsOn: orNull(draft.trialEndsOn as CalendarDate | ''),
    weekendRule: draft.weekendRule,
    autoRenews: draft.autoRenews,
    notice:
      draft.notice.every.trim() === ''
        ? null
        : { every: wholeNumber(draft.notice.every), unit: draft.notice.unit },
    minimumTermEndsOn: orNull(draft.minimumTermEndsOn as CalendarDate | ''),
    url: orNull(webAddress(draft.url)),
    cancelUrl: orNull(webAddress(draft.cancelUrl)),
    notes: draft.notes,
    tags: draft.tags,
    categoryId: orNull(draft.categoryId),
    paymentMethodId: orNull(draft.paymentMethodId),
  };
}

/** The body of `PATCH`: only what differs, so that others' changes elsewhere survive. */
export function patchBetween(
  before: SubscriptionDraft,
  after: SubscriptionDraft,
): PatchSubscription {
  const was: Record<string, unknown> = bodyOf(before);
  const changed = Object.entries(bodyOf(after)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field]),
  );
  return Object.fromEntries(changed);
}

/** Null is once. */
export function cycleOf({ rhythm, cycle }: SubscriptionDraft): Cycle | null {
  if (rhythm === 'once') return null;
  if (rhythm !== 'custom') return RHYTHM_CYCLES[rhythm];
  return { every: wholeNumber(cycle.every), unit: cycle.unit };
}

/** NaN for what is no whole number, to which the schema objects. */
function wholeNumber(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}

function orNull<Text extends string>(text: Text | ''): Text | null {
  return text === '' ? null : text;
}

/** People type `netflix.com`. */
function webAddress(text: string): string {
  const typed = text.trim();
  return typed === '' || /^[a-z][a-z+.-]*:/i.test(typed) ? typed : `https://${typed}`;
}
