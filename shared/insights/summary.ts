import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import { endOfMonth, monthOf, startOfMonth } from '#shared/dates/date-arithmetic.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Summary, Unconverted } from '#shared/schemas/insight-schemas.ts';
import { firstOccurrenceOnOrAfter } from '#shared/subscriptions/schedule.ts';
import { statusOn } from '#shared/subscriptions/status.ts';
import { createAverageCosts } from './average-costs.ts';
import { createBaseConversion } from './base-conversion.ts';
import { type ChargeLine, chargeLines, unconvertedLines } from './charge-lines.ts';
import type { HouseholdData } from './household-data.ts';
import { type Risk, risksOf } from './risks.ts';
import { sumOfBase } from './totals.ts';

/**
 * The household at a glance: average costs of what recurs; beside them, never mixed with them, what
 * really falls due in the present calendar month; and what can still be avoided within 30 days.
 */
export function buildSummary(data: HouseholdData): Summary {
  const { baseCurrency, today, subscriptions } = data;
  const conversion = createBaseConversion(data);
  const month = monthLines(data, conversion);
  const costs = createAverageCosts(baseCurrency, conversion);
  const counts = { total: 0, trial: 0, active: 0, paused: 0, cancelled: 0, ended: 0 };
  const atRisk: Risk[] = [];
  for (const subscription of subscriptions) {
    const nextDueOn = firstOccurrenceOnOrAfter(subscription, today);
    counts.total += 1;
    counts[statusOn(subscription, today)] += 1;
    costs.add(subscription, nextDueOn);
    atRisk.push(...risksOf(subscription, nextDueOn, today));
  }
  return {
    today,
    baseCurrency,
    counts,
    ...costs.total(),
    month: toMonth(month, today, baseCurrency),
    byCategory: costs.byCategory(),
    atRisk: atRisk.sort((a, b) => compareDates(a.on, b.on)),
    unconverted: withoutRepeats([...unconvertedLines(month), ...costs.unconverted()]),
    rates: conversion.ratesUsed(),
  };
}

function monthLines(data: HouseholdData, conversion: ReturnType<typeof createBaseConversion>) {
  const { today } = data;
  const start = toEpochDay(startOfMonth(today));
  return chargeLines(data, conversion, start, toEpochDay(endOfMonth(today)));
}

function toMonth(lines: ChargeLine[], today: CalendarDate, baseCurrency: string): Summary['month'] {
  const paid = sumOfBase(lines.filter(({ status }) => status === 'paid'));
  const left = sumOfBase(lines.filter(({ status }) => status === 'due'));
  return {
    month: monthOf(today),
    due: toMoney(paid + left, baseCurrency),
    paid: toMoney(paid, baseCurrency),
    left: toMoney(left, baseCurrency),
    count: lines.filter(({ status }) => status !== 'skipped').length,
  };
}

/** The next charge of a subscription may be missing both in the month and in the average costs. */
function withoutRepeats(unconverted: Unconverted[]): Unconverted[] {
  const seen = new Map<string, Unconverted>();
  for (const line of unconverted) {
    const { subscriptionId, on, amount } = line;
    seen.set(`${subscriptionId} ${on} ${amount.amount} ${amount.currency}`, line);
  }
  return [...seen.values()].sort((a, b) => compareDates(a.on, b.on));
}

function compareDates(a: CalendarDate, b: CalendarDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
