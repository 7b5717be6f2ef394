import { type EpochDay, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Charge, Unconverted } from '#shared/schemas/insight-schemas.ts';
import { occurrenceDays } from '#shared/subscriptions/occurrence-days.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import { chargeDay, MOST_DAYS_MOVED } from '#shared/subscriptions/weekend-rule.ts';
import type { BaseConversion } from './base-conversion.ts';
import type { HouseholdData } from './household-data.ts';

/** A charge in integers. Strings are made of it late, and only where they are answered. */
export interface ChargeLine {
  subscription: Subscription;
  dueDay: EpochDay;
  chargedDay: EpochDay;
  amountMinor: number;
  currency: string;
  status: Charge['status'];
  /** Minor units of the base currency; 0 if skipped; null if no rate is known. */
  baseMinor: bigint | null;
}

/**
 * All charges on the days from `from` to `to`, both included: by subscription, each ascending.
 * What the ledger says of an occurrence wins over the plan; without an entry what was charged
 * before today counts as paid.
 */
export function chargeLines(
  data: HouseholdData,
  conversion: BaseConversion,
  from: EpochDay,
  to: EpochDay,
): ChargeLine[] {
  const today = toEpochDay(data.today);
  const ledgers = ledgersOf(data.payments);
  const lines: ChargeLine[] = [];
  for (const subscription of data.subscriptions) {
    const ledger = ledgers.get(subscription.id);
    const moved = subscription.weekendRule === 'none' ? 0 : MOST_DAYS_MOVED;
    const priceOn = createPriceFinder(subscription);
    for (const dueDay of occurrenceDays(subscription, from - moved, to + moved)) {
      const chargedDay = chargeDay(dueDay, subscription.weekendRule);
      if (chargedDay < from || chargedDay > to) continue;
      const planned = priceOn(dueDay);
      const entry = ledger?.get(dueDay);
      const status = entry?.status ?? (chargedDay < today ? 'paid' : 'due');
      const amountMinor = entry?.amountMinor ?? planned.amountMinor;
      const currency = entry?.currency ?? planned.currency;
      const baseMinor =
        status === 'skipped' ? 0n : conversion.toBase(amountMinor, currency, chargedDay);
      lines.push({ subscription, dueDay, chargedDay, amountMinor, currency, status, baseMinor });
    }
  }
  return lines;
}

/** The lines left out of every total, because no rate is known; ascending by day. */
export function unconvertedLines(lines: readonly ChargeLine[]): Unconverted[] {
  return lines
    .filter((line) => line.baseMinor === null)
    .sort((a, b) => a.chargedDay - b.chargedDay)
    .map(({ subscription, amountMinor, currency, chargedDay }) => ({
      subscriptionId: subscription.id,
      name: subscription.name,
      amount: toMoney(amountMinor, currency),
      on: fromEpochDay(chargedDay),
      reason: 'rate-unknown',
    }));
}

/** By subscription and day due. */
function ledgersOf(
  payments: readonly PaymentRecord[],
): ReadonlyMap<string, ReadonlyMap<EpochDay, PaymentRecord>> {
  const ledgers = new Map<string, Map<EpochDay, PaymentRecord>>();
  for (const payment of payments) {
    const ledger = ledgers.get(payment.subscriptionId);
    if (ledger) ledger.set(toEpochDay(payment.dueOn), payment);
    else ledgers.set(payment.subscriptionId, new Map([[toEpochDay(payment.dueOn), payment]]));
  }
  return ledgers;
}

/** `phaseOn` for days that ascend: walks the phases once instead of searching for each day. */
function createPriceFinder({ prices }: Subscription) {
  const starts = prices.map(({ from }) => toEpochDay(from));
  let at = 0;
  return (day: EpochDay) => {
    while (at + 1 < starts.length && (starts[at + 1] as EpochDay) <= day) at += 1;
    return prices[at] as Subscription['prices'][number];
  };
}
