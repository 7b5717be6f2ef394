import { describe, expect, test } from 'vitest';
import {
  createCategorySchema,
  createPaymentMethodSchema,
  patchHouseholdSchema,
  rateInputSchema,
} from './household-schemas.ts';

describe('a rate', () => {
  const on = '2026-06-01';

  test.each(['1.0834', '0.0000000001', '160', '999999999999.9999999999', '0.5'])(
    'may be %s',
    (rate) => expect(rateInputSchema.safeParse({ rate, on }).success).toBe(true),
  );
  test.each([
    '0',
    '0.0',
    '-1',
    '+1',
    '1e3',
    '1,08',
    '01.5',
    '.5',
    '5.',
    '',
    ' 1',
    '1.00000000001',
    '1000000000000',
    1.0834,
    null,
  ])('may not be %j', (rate) =>
    expect(rateInputSchema.safeParse({ rate, on }).error?.issues[0]?.path).toEqual(['rate']),
  );
});

describe('a household', () => {
  test('has a currency and a time zone that exist', () => {
    const good = { name: 'Home', baseCurrency: 'EUR', timeZone: 'Asia/Kathmandu' };
    expect(patchHouseholdSchema.parse(good)).toEqual(good);
    for (const [field, value] of [
      ['name', ' '],
      ['baseCurrency', 'XXX'],
      ['timeZone', '+05:45'],
      ['timeZone', 'Mars/Olympus'],
    ] as const) {
      const { error } = patchHouseholdSchema.safeParse({ ...good, [field]: value });
      expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
    }
    expect(patchHouseholdSchema.safeParse({}).success).toBe(false);
  });
});

describe('what belongs to a household', () => {
  test('a category has a colour of the palette', () => {
    expect(createCategorySchema.parse({ name: 'Video' })).toEqual({
      name: 'Video',
      color: 'slate',
    });
    expect(createCategorySchema.safeParse({ name: 'Video', color: '#ff0000' }).success).toBe(false);
  });

  test('a payment method never holds more than four digits of a card', () => {
    const card = { label: 'Visa', kind: 'card', lastFour: '4242', expiresIn: '2027-05' };
    expect(createPaymentMethodSchema.parse(card)).toEqual(card);
    for (const [field, value] of [
      ['lastFour', '4242424242424242'],
      ['lastFour', '424'],
      ['lastFour', 'abcd'],
      ['expiresIn', '2027-13'],
      ['expiresIn', '05/27'],
      ['kind', 'gold'],
      ['label', ''],
    ] as const) {
      const { error } = createPaymentMethodSchema.safeParse({ ...card, [field]: value });
      expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
    }
  });
});
