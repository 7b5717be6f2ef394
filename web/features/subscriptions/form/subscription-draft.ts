import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { Unit, WeekendRule } from '#shared/subscriptions/subscription.ts';
import { type Rhythm, rhythmOf } from './rhythms.ts';

/**
 * A subscription as it stands in the form: texts as typed, empty for what is not set. The paths are
 * those of the API's body, so that faults find their fields.
 */
export interface SubscriptionDraft {
  name: string;
  service: string;
  rhythm: Rhythm;
  /** Counts while the rhythm is `custom`. */
  cycle: { every: string; unit: Unit };
  anchor: string;
  /** The first one's `from` is empty while it follows the anchor. */
  prices: { from: string; amount: string; currency: string }[];
  trialEndsOn: string;
  weekendRule: WeekendRule;
  autoRenews: boolean;
  notice: { every: string; unit: Unit };
  minimumTermEndsOn: string;
  url: string;
  cancelUrl: string;
  notes: string;
  tags: string[];
  categoryId: string;
  paymentMethodId: string;
}

export function emptyDraft(today: CalendarDate, currency: string): SubscriptionDraft {
  return {
    name: '',
    service: '',
    rhythm: 'month',
    cycle: { every: '2', unit: 'month' },
    anchor: today,
    prices: [{ from: '', amount: '', currency }],
    trialEndsOn: '',
    weekendRule: 'none',
    autoRenews: true,
    notice: { every: '', unit: 'day' },
    minimumTermEndsOn: '',
    url: '',
    cancelUrl: '',
    notes: '',
    tags: [],
    categoryId: '',
    paymentMethodId: '',
  };
}

export function draftOf(view: SubscriptionView): SubscriptionDraft {
  const { cycle, notice, anchor } = view;
  return {
    name: view.name,
    service: view.service ?? '',
    rhythm: rhythmOf(cycle),
    cycle: { every: String(cycle?.every ?? 2), unit: cycle?.unit ?? 'month' },
    anchor,
    prices: view.prices.map(({ from, amount, currency }, at) => ({
      from: at === 0 && from === anchor ? '' : from,
      amount,
      currency,
    })),
    trialEndsOn: view.trialEndsOn ?? '',
    weekendRule: view.weekendRule,
    autoRenews: view.autoRenews,
    notice: { every: notice ? String(notice.every) : '', unit: notice?.unit ?? 'day' },
    minimumTermEndsOn: view.minimumTermEndsOn ?? '',
    url: view.url ?? '',
    cancelUrl: view.cancelUrl ?? '',
    notes: view.notes,
    tags: [...view.tags],
    categoryId: view.categoryId ?? '',
    paymentMethodId: view.paymentMethodId ?? '',
  };
}
