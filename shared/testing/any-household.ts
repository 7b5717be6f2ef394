import fc from 'fast-check';
import { BUDGET_PERIODS } from '#shared/budgets/budget.ts';
import type { HouseholdExport } from '#shared/exports/household-data.ts';
import { toImportedSubscription } from '#shared/imports/stored-subscription.ts';
import { checkAmount, formatAmount } from '#shared/money/money.ts';
import { CATEGORY_COLORS } from '#shared/subscriptions/category.ts';
import { checkBillingFacts } from '#shared/subscriptions/check-facts.ts';
import { PAYMENT_METHOD_KINDS } from '#shared/subscriptions/payment-method.ts';
import {
  type BillingFacts,
  PAYMENT_STATUSES,
  type Subscription,
} from '#shared/subscriptions/subscription.ts';
import { foldText } from '#shared/text/fold-text.ts';
import { billingFacts, currencies, days, minorAmounts, rates } from './arbitraries.ts';
import { exampleSubscription } from './example-subscription.ts';

/** Half of them are what breaks tables: formulas, quotes, separators, line ends. */
export const tableTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\\', 'a', ' ', 'é') }),
  fc.string({ unit: fc.constantFrom('\n', '\r', '\t', '"', "'", '=', 'a', ',', '｜', '＝') }),
);

function labels(maximum: number): fc.Arbitrary<string> {
  return tableTexts
    .map((text) =>
      text
        .replace(/\p{Cc}/gu, '')
        .slice(0, maximum)
        .toWellFormed()
        .trim(),
    )
    .filter((text) => text !== '');
}

const INSTANT = '2026-01-02T03:04:05.678Z';
const stamps = { version: 1, createdAt: INSTANT, updatedAt: INSTANT, deletedAt: null };
const id = (kind: string, at: number) => `${kind}-${at}`;

const categories = fc
  .array(fc.record({ name: labels(100), color: fc.constantFrom(...CATEGORY_COLORS) }), {
    maxLength: 4,
  })
  .map((all) => all.map((each, at) => ({ id: id('category', at), ...stamps, ...each })));

const paymentMethods = fc
  .array(
    fc.record({
      label: labels(100),
      kind: fc.constantFrom(...PAYMENT_METHOD_KINDS),
      lastFour: fc.option(fc.constantFrom('0000', '4242')),
      expiresIn: fc.option(fc.constantFrom('2027-05', '2031-12')),
    }),
    { maxLength: 3 },
  )
  .map((all) => all.map((each, at) => ({ id: id('method', at), ...stamps, ...each })));

const budgets = fc
  .uniqueArray(
    fc.record({
      name: labels(100),
      limit: fc
        .record({ limitMinor: minorAmounts, currency: currencies })
        .filter(
          ({ limitMinor, currency }) =>
            limitMinor > 0 && !checkAmount(formatAmount(limitMinor, currency), currency),
        ),
      period: fc.constantFrom(...BUDGET_PERIODS),
      categoryAt: fc.nat(5),
    }),
    { maxLength: 3, selector: ({ name }) => foldText(name) },
  )
  .map((all) =>
    all.map(({ limit, ...each }, at) => ({ id: id('budget', at), ...stamps, ...limit, ...each })),
  );

const storableFacts: fc.Arbitrary<BillingFacts> = billingFacts.filter((facts) => {
  const { prices } = toImportedSubscription(exampleSubscription(facts));
  return checkBillingFacts({ ...facts, prices }).length === 0;
});

const addresses = fc.option(
  fc.constantFrom('https://example.com/a,b;c?d="e"', 'http://ü.example/#=1', 'https://a.example'),
);

const anySubscription = fc.record({
  facts: storableFacts,
  name: labels(200),
  url: addresses,
  cancelUrl: addresses,
  service: fc.option(fc.constantFrom('netflix', 'spotify')),
  notes: tableTexts.map((text) => text.replaceAll('\0', '')),
  tags: fc.uniqueArray(labels(50), { maxLength: 4 }),
  categoryAt: fc.nat(5),
  methodAt: fc.nat(5),
});

const ledgerEntry = fc.record({
  dueOn: days,
  status: fc.constantFrom(...PAYMENT_STATUSES),
  paidOn: fc.option(days),
  amount: fc.option(
    fc
      .record({ minor: minorAmounts, currency: currencies })
      .filter(({ minor, currency }) => !checkAmount(formatAmount(minor, currency), currency)),
  ),
});

const ledger = fc.uniqueArray(ledgerEntry, { maxLength: 3, selector: ({ dueOn }) => dueOn });

/** A household such as anybody may have made: everything that the API takes. */
export const anyHousehold: fc.Arbitrary<HouseholdExport> = fc
  .record({
    household: fc.record({
      name: labels(100),
      baseCurrency: currencies,
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
    }),
    categories,
    paymentMethods,
    budgets,
    entries: fc.array(fc.record({ subscription: anySubscription, ledger }), { maxLength: 5 }),
    rates: fc.uniqueArray(rates, { maxLength: 3, selector: ({ from, to, on }) => from + to + on }),
  })
  .map(({ entries, budgets: limits, ...rest }) => {
    const subscriptions: Subscription[] = entries.map(({ subscription }, at) => {
      const { facts, categoryAt, methodAt, ...texts } = subscription;
      return exampleSubscription({
        ...facts,
        ...texts,
        ...stamps,
        id: id('subscription', at),
        categoryId: rest.categories[categoryAt]?.id ?? null,
        paymentMethodId: rest.paymentMethods[methodAt]?.id ?? null,
      });
    });
    const payments = entries.flatMap(({ ledger: all }, at) =>
      all.map(({ dueOn, status, paidOn, amount }) => ({
        subscriptionId: id('subscription', at),
        dueOn,
        version: 1,
        status,
        paidOn,
        amountMinor: amount?.minor ?? null,
        currency: amount?.currency ?? null,
        createdAt: INSTANT,
        updatedAt: INSTANT,
      })),
    );
    const budgetRows = limits.map(({ categoryAt, ...budget }) => ({
      ...budget,
      categoryId: rest.categories[categoryAt]?.id ?? null,
    }));
    return { ...rest, budgets: budgetRows, subscriptions, payments };
  });
