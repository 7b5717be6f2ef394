import { type CalendarDate, toEpochDay } from '#shared/dates/calendar-date.ts';
import { createBaseConversion } from '#shared/insights/base-conversion.ts';
import { type ChargeLine, chargeLines } from '#shared/insights/charge-lines.ts';
import type { RateBook } from '#shared/money/conversion.ts';
import type { Rate } from '#shared/money/rate.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import type { Budget } from './budget.ts';
import type { Span } from './budget-period.ts';

/** Everything that budgets are computed from. */
export interface BudgetSources {
  /** The date in the household's time zone. */
  today: CalendarDate;
  /** Without the trash. */
  subscriptions: readonly Subscription[];
  payments: readonly PaymentRecord[];
  /** The ids of categories outside the trash. */
  categoryIds: ReadonlySet<string>;
  /** With what is known of the rates into that currency. */
  rateBookOf(currency: string): RateBook;
}

/** What counts towards a budget in one period, in the budget's currency. */
export interface CountedCharges {
  /** Ascending by the day of the charge, then in the order of the subscriptions. */
  lines: readonly ChargeLine[];
  /** The rates that were used. */
  rates: readonly Rate[];
}

export interface BudgetCharges {
  /** Its category is in the trash, or no longer there at all: nothing counts. */
  isCategoryGone(budget: Pick<Budget, 'categoryId'>): boolean;
  /** The lines of the calendar on those days, as far as they count towards the budget. */
  counted(budget: Pick<Budget, 'categoryId' | 'currency'>, span: Span): CountedCharges;
}

/** For one answer: each span of a currency and a category is walked once, however many ask. */
export function createBudgetCharges(sources: BudgetSources): BudgetCharges {
  const { today, payments, categoryIds } = sources;
  const walked = new Map<string, CountedCharges>();

  const isCategoryGone = ({ categoryId }: Pick<Budget, 'categoryId'>) =>
    categoryId !== null && !categoryIds.has(categoryId);

  function walk(
    { categoryId, currency }: Pick<Budget, 'categoryId' | 'currency'>,
    { from, to }: Span,
  ): CountedCharges {
    const subscriptions =
      categoryId === null
        ? sources.subscriptions
        : sources.subscriptions.filter((each) => each.categoryId === categoryId);
    const rateBook = sources.rateBookOf(currency);
    const data = { baseCurrency: currency, today, subscriptions, payments, rateBook };
    const conversion = createBaseConversion(data);
    const lines = chargeLines(data, conversion, toEpochDay(from), toEpochDay(to));
    lines.sort((a, b) => a.chargedDay - b.chargedDay);
    return { lines, rates: conversion.ratesUsed() };
  }

  return {
    isCategoryGone,
    counted(budget, span) {
      if (isCategoryGone(budget)) return { lines: [], rates: [] };
      const key = `${budget.currency} ${span.from} ${span.to} ${budget.categoryId}`;
      const counted = walked.get(key) ?? walk(budget, span);
      walked.set(key, counted);
      return counted;
    },
  };
}
