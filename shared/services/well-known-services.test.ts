import { expect, test } from 'vitest';
import { createSubscriptionSchema } from '#shared/schemas/subscription-schemas.ts';
import { DEFAULT_CATEGORIES } from '#shared/subscriptions/category.ts';
import {
  CATEGORY_NAME_OF_GROUP,
  SERVICE_GROUPS,
  WELL_KNOWN_SERVICES,
} from './well-known-services.ts';

test('every service can be stored as a subscription', () => {
  for (const { slug, name, cycle, cancelUrl } of WELL_KNOWN_SERVICES) {
    const parsed = createSubscriptionSchema.safeParse({
      name,
      service: slug,
      cycle,
      cancelUrl,
      anchor: '2026-01-31',
      prices: [{ amount: '1.00', currency: 'EUR' }],
    });
    expect(parsed.error?.issues, slug).toBeUndefined();
  }
});

test('no service appears twice', () => {
  const slugs = WELL_KNOWN_SERVICES.map(({ slug }) => slug);
  const names = WELL_KNOWN_SERVICES.map(({ name }) => name.toLowerCase());
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(new Set(names).size).toBe(names.length);
});

test('every group has services and a default category', () => {
  const categories = DEFAULT_CATEGORIES.map(({ name }) => name);
  for (const group of SERVICE_GROUPS) {
    expect(WELL_KNOWN_SERVICES.some((service) => service.group === group)).toBe(true);
    expect(categories).toContain(CATEGORY_NAME_OF_GROUP[group]);
  }
});
