import { DUETIDE_FORMAT, DUETIDE_VERSION } from '#shared/imports/duetide-file.ts';
import { toImportedSubscription } from '#shared/imports/stored-subscription.ts';
import { toMoney } from '#shared/money/money.ts';
import type { PaymentRecord, Subscription } from '#shared/subscriptions/subscription.ts';
import type { HouseholdExport } from './household-data.ts';

/**
 * The household as `duetideFileSchema` describes it. One entry stands on a line, so that two
 * exports can be compared line by line. References to what lies in the trash are left out, and so
 * are budgets of a category there: without it they would be budgets of everything.
 */
export function writeDuetideJson(data: HouseholdExport, exportedAt: string): string {
  const { name, baseCurrency, timeZone } = data.household;
  const categories = data.categories.map(({ id, name, color }) => ({ id, name, color }));
  const paymentMethods = data.paymentMethods.map(({ id, label, kind, lastFour, expiresIn }) => ({
    id,
    label,
    kind,
    lastFour,
    expiresIn,
  }));
  const payments = Map.groupBy(data.payments, ({ subscriptionId }) => subscriptionId);
  const categoryIds = new Set(data.categories.map(({ id }) => id));
  const methodIds = new Set(data.paymentMethods.map(({ id }) => id));
  const subscriptions = data.subscriptions.map((subscription) => ({
    id: subscription.id,
    ...toImportedSubscription(subscription),
    categoryId: known(subscription.categoryId, categoryIds),
    paymentMethodId: known(subscription.paymentMethodId, methodIds),
    createdAt: subscription.createdAt,
    payments: (payments.get(subscription.id) ?? []).map(toPayment),
  }));
  const budgets = data.budgets
    .filter(({ categoryId }) => categoryId === null || categoryIds.has(categoryId))
    .map(({ name, limitMinor, currency, period, categoryId }) => ({
      name,
      limit: toMoney(limitMinor, currency),
      period,
      categoryId,
    }));
  const rates = data.rates.map(({ from, to, rate, on }) => ({ from, to, rate, on }));
  const members: [string, string][] = [
    ['format', JSON.stringify(DUETIDE_FORMAT)],
    ['version', JSON.stringify(DUETIDE_VERSION)],
    ['exportedAt', JSON.stringify(exportedAt)],
    ['household', JSON.stringify({ name, baseCurrency, timeZone })],
    ['categories', lines(categories)],
    ['paymentMethods', lines(paymentMethods)],
    ['subscriptions', lines(subscriptions)],
    ['budgets', lines(budgets)],
    ['rates', lines(rates)],
  ];
  return `{\n${members.map(([key, json]) => `"${key}": ${json}`).join(',\n')}\n}\n`;
}

function toPayment({ dueOn, status, paidOn, amountMinor, currency }: PaymentRecord) {
  const isPlanned = amountMinor === null || currency === null;
  return { dueOn, status, paidOn, amount: isPlanned ? null : toMoney(amountMinor, currency) };
}

function known(id: Subscription['categoryId'], ids: ReadonlySet<string>): string | null {
  return id !== null && ids.has(id) ? id : null;
}

function lines(entries: readonly object[]): string {
  if (entries.length === 0) return '[]';
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}
