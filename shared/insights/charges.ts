import { type CalendarDate, fromEpochDay, toEpochDay } from '#shared/dates/calendar-date.ts';
import { toMoney } from '#shared/money/money.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { Charge, Unconverted } from '#shared/schemas/insight-schemas.ts';
import { createBaseConversion } from './base-conversion.ts';
import { type ChargeLine, chargeLines, unconvertedLines } from './charge-lines.ts';
import type { HouseholdData } from './household-data.ts';

/** Charges, what could not be converted, and the rates that were used. */
export interface Charges {
  charges: Charge[];
  unconverted: Unconverted[];
  rates: Rate[];
}

/**
 * Every charge that falls on the dates from `from` to `to`, both included, by the day of the charge
 * (not of the occurrence). Ascending by that day, then in the order of the subscriptions.
 */
export function chargesBetween(data: HouseholdData, from: CalendarDate, to: CalendarDate): Charges {
  const conversion = createBaseConversion(data);
  const lines = chargeLines(data, conversion, toEpochDay(from), toEpochDay(to));
  lines.sort((a, b) => a.chargedDay - b.chargedDay);
  return {
    charges: lines.map((line) => toCharge(line, data.baseCurrency)),
    unconverted: unconvertedLines(lines),
    rates: conversion.ratesUsed(),
  };
}

/** A line as the API answers it. */
export function toCharge(line: ChargeLine, baseCurrency: string): Charge {
  const { subscription, dueDay, chargedDay, amountMinor, currency, status, baseMinor } = line;
  return {
    subscriptionId: subscription.id,
    name: subscription.name,
    service: subscription.service,
    categoryId: subscription.categoryId,
    dueOn: fromEpochDay(dueDay),
    chargedOn: fromEpochDay(chargedDay),
    amount: toMoney(amountMinor, currency),
    base: baseMinor === null ? null : toMoney(baseMinor, baseCurrency),
    status,
  };
}
