import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope, Member } from '#server/http/request-context.ts';
import type { Page, PageRequest } from '#server/rows/page.ts';
import { AppError } from '#shared/app-error.ts';
import { byUrgency } from '#shared/attention/by-urgency.ts';
import {
  channelAttention,
  NO_CHANNEL,
  type WatchedChannel,
} from '#shared/attention/channel-attention.ts';
import {
  budgetAttention,
  cardAttention,
  rateAttention,
} from '#shared/attention/household-attention.ts';
import {
  subscriptionAttention,
  unpaidAttention,
} from '#shared/attention/subscription-attention.ts';
import { MOST_BUDGETS } from '#shared/budgets/budget.ts';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { AttentionFinding, AttentionView } from '#shared/schemas/attention-schemas.ts';
import type { BudgetView } from '#shared/schemas/budget-schemas.ts';
import type { PaymentMethod } from '#shared/subscriptions/payment-method.ts';
import type { Subscription } from '#shared/subscriptions/subscription.ts';
import type { AttentionMarkStore } from './attention-marks.ts';
import type { AttentionOwner } from './attention-repository.ts';

/** What other features know, and the wiring hands over. */
export interface AttentionSources {
  subscriptions: { list(householdId: string): Promise<Subscription[]> };
  paymentMethods: { list(householdId: string): Promise<PaymentMethod[]> };
  /** The member's own, in a lasting order. */
  channels: { list(owner: AttentionOwner): Promise<WatchedChannel[]> };
  rates: { bookFrom(scope: HouseholdScope, from: CalendarDate): Promise<RateBook> };
  budgets: { list(scope: HouseholdScope, page: PageRequest): Promise<Page<BudgetView>> };
  deliveries: {
    /** What was made at that instant or later, and did not reach the member. */
    listFailed(owner: AttentionOwner, since: string): Promise<readonly Undelivered[]>;
  };
  /** The occurrences of which the member's rules ask whether they were paid. */
  unpaid(
    owner: AttentionOwner,
  ): Promise<{ subjectId: string; occurrence: CalendarDate; on: CalendarDate }[]>;
}

interface Undelivered {
  channelId: string;
  subjectId: string;
  note: string | null;
  createdAt: string;
  endedAt: string | null;
}

export interface AttentionServiceDeps extends AttentionSources {
  marks: AttentionMarkStore;
  clock: Clock;
  today(timeZone: string): CalendarDate;
}

type Who = Pick<Member, 'userId'> & HouseholdScope;

export type AttentionService = ReturnType<typeof createAttentionService>;

const FAILURES_SINCE_MS = 14 * 24 * 60 * 60_000;
const MOST_ITEMS = 100;

/** What a member should look at, as things are when they ask: nothing of it is stored. */
export function createAttentionService(deps: AttentionServiceDeps) {
  const { marks } = deps;

  async function findingsFor(who: Who): Promise<AttentionFinding[]> {
    const { householdId, userId, baseCurrency } = who;
    const owner = { householdId, userId };
    const today = deps.today(who.timeZone);
    const since = instantOf(deps.clock.now() - FAILURES_SINCE_MS);
    const [subscriptions, methods, channels, rateBook, budgets, failed, unpaid] = await Promise.all(
      [
        deps.subscriptions.list(householdId),
        deps.paymentMethods.list(householdId),
        deps.channels.list(owner),
        deps.rates.bookFrom(who, today),
        deps.budgets.list(who, { limit: MOST_BUDGETS }),
        deps.deliveries.listFailed(owner, since),
        deps.unpaid(owner),
      ],
    );
    const byId = new Map(subscriptions.map((each) => [each.id, each]));
    const names = new Map([
      ...methods.map(({ id, label }) => [id, label] as const),
      ...budgets.items.map(({ id, name }) => [id, name] as const),
      ...subscriptions.map(({ id, name }) => [id, name] as const),
    ]);
    return [
      ...channelAttention(
        channels,
        failed.map(({ channelId, subjectId, note, createdAt, endedAt }) => ({
          channelId,
          name: names.get(subjectId) ?? null,
          at: endedAt ?? createdAt,
          words: note,
        })),
      ),
      ...unpaid.flatMap((event) => {
        const subscription = byId.get(event.subjectId);
        return subscription ? [unpaidAttention(subscription, event)] : [];
      }),
      ...subscriptions.flatMap((each) => subscriptionAttention(each, today)),
      ...budgets.items.flatMap((each) => budgetAttention(each)),
      ...cardAttention(methods, subscriptions, today),
      ...rateAttention(subscriptions, rateBook, baseCurrency, today),
      ...(channels.length === 0 && subscriptions.length > 0 ? [NO_CHANNEL] : []),
    ].sort(byUrgency);
  }

  return {
    async of(who: Who): Promise<AttentionView> {
      const [findings, { seen, dismissed }] = await Promise.all([findingsFor(who), marks.of(who)]);
      const away = new Set(dismissed);
      const known = new Set(seen);
      const open = findings.filter(({ key }) => !away.has(key));
      const items = open
        .slice(0, MOST_ITEMS)
        .map((finding) => ({ ...finding, isNew: !known.has(finding.key) }));
      return {
        today: deps.today(who.timeZone),
        items,
        total: open.length,
        newCount: items.filter(({ isNew }) => isNew).length,
      };
    },

    see: (owner: AttentionOwner, keys: readonly string[]) => marks.see(owner, keys),

    /** @throws AppError `not-found` unless there is such an item, or it is dismissed already */
    async dismiss(who: Who, key: string): Promise<void> {
      const findings = await findingsFor(who);
      const isThere = findings.some((finding) => finding.key === key);
      if (!isThere && !(await marks.of(who)).dismissed.includes(key)) {
        throw new AppError('not-found');
      }
      await marks.dismiss(who, key);
    },

    bringBack: (owner: AttentionOwner, key: string) => marks.bringBack(owner, key),
  };
}
