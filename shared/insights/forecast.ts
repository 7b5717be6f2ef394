import { toEpochDay } from '#shared/dates/calendar-date.ts';
import {
  addMonthsTo,
  endOfMonth,
  monthIndexOf,
  monthOf,
  startOfMonth,
} from '#shared/dates/date-arithmetic.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Forecast } from '#shared/schemas/insight-schemas.ts';
import { createBaseConversion } from './base-conversion.ts';
import { type ChargeLine, chargeLines, unconvertedLines } from './charge-lines.ts';
import type { HouseholdData } from './household-data.ts';
import { type CategoryTotals, createCategoryTotals } from './totals.ts';

interface Month {
  count: number;
  categories: CategoryTotals;
}

/**
 * What is charged in each of `months` calendar months, the present one (from its first day) being
 * the first. Each month is what the calendar of that month says. `count` is the number of charges
 * that were not skipped, those that could not be converted included.
 * @param months a whole number from 1
 */
export function buildForecast(data: HouseholdData, months: number): Forecast {
  const { baseCurrency, today } = data;
  const firstMonth = monthOf(today);
  const start = toEpochDay(startOfMonth(today));
  const end = toEpochDay(endOfMonth(`${addMonthsTo(firstMonth, months - 1)}-01`));
  const conversion = createBaseConversion(data);
  const lines = chargeLines(data, conversion, start, end);
  const buckets = Array.from({ length: months }, () => ({
    count: 0,
    categories: createCategoryTotals(baseCurrency),
  }));
  sortInto(buckets, lines, monthIndexOf(start));
  const totals = buckets.map(({ categories }) => categories.sum());
  return {
    baseCurrency,
    today,
    total: toMoney(
      totals.reduce((sum, total) => sum + total, 0n),
      baseCurrency,
    ),
    months: buckets.map(({ count, categories }, at) => ({
      month: addMonthsTo(firstMonth, at),
      total: toMoney(totals[at] as bigint, baseCurrency),
      count,
      byCategory: categories.ranked(),
    })),
    unconverted: unconvertedLines(lines),
    rates: conversion.ratesUsed(),
  };
}

/** @param firstIndex the month of the first bucket */
function sortInto(buckets: readonly Month[], lines: readonly ChargeLine[], firstIndex: number) {
  for (const { chargedDay, baseMinor, status, subscription } of lines) {
    if (status === 'skipped') continue;
    const month = buckets[monthIndexOf(chargedDay) - firstIndex] as Month;
    month.count += 1;
    if (baseMinor !== null) month.categories.add(subscription.categoryId, baseMinor);
  }
}
