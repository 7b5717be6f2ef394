import type { ReplyCache } from '#server/adapters/cache/cache.ts';
import { createBudgetService } from '#server/features/budgets/budget-service.ts';
import { createCalendarFeedService } from '#server/features/calendar-feed/calendar-feed-service.ts';
import { createCategoryService } from '#server/features/categories/category-service.ts';
import { createExportService } from '#server/features/exports/export-service.ts';
import type { HouseholdService } from '#server/features/households/household-service.ts';
import { createImportService } from '#server/features/imports/import-service.ts';
import { createInsightService } from '#server/features/insights/insight-service.ts';
import { createPaymentMethodService } from '#server/features/payment-methods/payment-method-service.ts';
import { createPaymentService } from '#server/features/payments/payment-service.ts';
import type { RateService } from '#server/features/rates/rate-service.ts';
import { createSubscriptionService } from '#server/features/subscriptions/subscription-service.ts';
import type { Today } from '#server/today.ts';
import type { Parts } from './open-parts.ts';

export interface ServiceDeps extends Pick<Parts, 'store' | 'clock' | 'newId'> {
  households: Pick<HouseholdService, 'update'>;
  rates: RateService;
  feedCache: ReplyCache;
  today: Today;
}

/** What is a plain service over the store: what a household has, and what follows from it. */
export function createServices({
  store,
  clock,
  newId,
  households,
  rates,
  feedCache,
  today,
}: ServiceDeps) {
  const { subscriptions, payments, categories, paymentMethods } = store;
  return {
    subscriptions: createSubscriptionService({
      subscriptions,
      categories,
      paymentMethods,
      rates,
      clock,
      today,
    }),
    payments: createPaymentService({ payments, subscriptions, clock, today }),
    categories: createCategoryService({ categories, clock }),
    paymentMethods: createPaymentMethodService({ paymentMethods, clock }),
    insights: createInsightService({ subscriptions, payments, categories, rates, today }),
    budgets: createBudgetService({
      budgets: store.budgets,
      subscriptions,
      payments,
      categories,
      rates,
      clock,
      today,
    }),
    imports: createImportService({
      imports: store.imports,
      target: {
        subscriptions,
        payments,
        categories,
        paymentMethods,
        budgets: store.budgets,
        rates: store.rates,
        async adoptHousehold(householdId, facts) {
          await households.update({ householdId, role: 'owner' }, facts);
        },
      },
      clock,
      newId,
      today,
    }),
    exports: createExportService({
      households: store.households,
      subscriptions,
      payments,
      categories,
      paymentMethods,
      budgets: store.budgets,
      rates: store.rates,
      clock,
      today,
    }),
    calendarFeed: createCalendarFeedService({
      feeds: store.calendarFeeds,
      households: store.households,
      subscriptions,
      payments,
      categories,
      paymentMethods,
      cache: feedCache,
      clock,
      today,
    }),
  };
}
