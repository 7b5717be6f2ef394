import {
  type CalendarDate,
  type EpochDay,
  fromEpochDay,
  toEpochDay,
} from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Calendar } from '#shared/schemas/insight-schemas.ts';
import { createBaseConversion } from './base-conversion.ts';
import { type ChargeLine, chargeLines, unconvertedLines } from './charge-lines.ts';
import { toCharge } from './charges.ts';
import type { HouseholdData } from './household-data.ts';
import { sumOfBase } from './totals.ts';

/**
 * What is charged day by day from `from` to `to`, both included; days without a charge are left
 * out. A day's total is the sum of its lines in the base currency, without those that could not be
 * converted; a skipped charge is listed with 0.
 */
export function buildCalendar(data: HouseholdData, from: CalendarDate, to: CalendarDate): Calendar {
  const { baseCurrency, today } = data;
  const conversion = createBaseConversion(data);
  const lines = chargeLines(data, conversion, toEpochDay(from), toEpochDay(to));
  return {
    from,
    to,
    today,
    baseCurrency,
    total: toMoney(sumOfBase(lines), baseCurrency),
    days: byDay(lines).map(([day, dayLines]) => ({
      date: fromEpochDay(day),
      total: toMoney(sumOfBase(dayLines), baseCurrency),
      items: dayLines.map((line) => toCharge(line, baseCurrency)),
    })),
    unconverted: unconvertedLines(lines),
    rates: conversion.ratesUsed(),
  };
}

function byDay(lines: readonly ChargeLine[]): [EpochDay, ChargeLine[]][] {
  const days = new Map<EpochDay, ChargeLine[]>();
  for (const line of lines) {
    const day = days.get(line.chargedDay);
    if (day) day.push(line);
    else days.set(line.chargedDay, [line]);
  }
  return [...days].sort(([a], [b]) => a - b);
}
