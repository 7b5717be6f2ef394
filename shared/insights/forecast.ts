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
import { chargeLines, unconvertedLines } from './charge-lines.ts';
import type { HouseholdData } from './household-data.ts';
import { type CategoryId, rankCategories } from './totals.ts';

interface Month {
  total: bigint;
  count: number;
  byCategory: Map<CategoryId, bigint>;
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
  const buckets: Month[] = Array.from({ length: months }, () => ({
    total: 0n,
    count: 0,
    byCategory: new Map(),
  }));
  const firstIndex = monthIndexOf(start);
  let total = 0n;
  for (const { chargedDay, baseMinor, status, subscription } of lines) {
    if (status === 'skipped') continue;
    const month = buckets[monthIndexOf(chargedDay) - firstIndex] as Month;
    month.count += 1;
    if (baseMinor === null) continue;
    const { categoryId } = subscription;
    month.total += baseMinor;
    month.byCategory.set(categoryId, (month.byCategory.get(categoryId) ?? 0n) + baseMinor);
    total += baseMinor;
  }
  return {
    baseCurrency,
    today,
    total: toMoney(total, baseCurrency),
    months: buckets.map((month, at) => ({
      month: addMonthsTo(firstMonth, at),
      total: toMoney(month.total, baseCurrency),
      count: month.count,
      byCategory: rankCategories(month.byCategory, baseCurrency),
    })),
    unconverted: unconvertedLines(lines),
    rates: conversion.ratesUsed(),
  };
}
