import { expect, test } from 'vitest';
import { createSubscriptionSchema } from '#shared/schemas/subscription-schemas.ts';
import { WELL_KNOWN_SERVICES } from '#shared/services/well-known-services.ts';
import { bodyOfDraft, draftOfName, draftOfService, faultsOfDraft } from './draft.ts';

const netflix = WELL_KNOWN_SERVICES.find(({ slug }) => slug === 'netflix');
if (!netflix) throw new Error('Netflix is gone');

test('a tapped service needs a price and a date, and nothing else', () => {
  const draft = draftOfService(netflix, 'EUR', 'key');
  expect(faultsOfDraft(draft)).toEqual(['amount', 'nextOn']);
  expect(faultsOfDraft({ ...draft, amount: '17.99', nextOn: '2026-12-01' })).toEqual([]);
});

test.each(['17.999', '', 'free', '-1'])('the price %j is not taken', (amount) => {
  const draft = { ...draftOfService(netflix, 'EUR', 'key'), nextOn: '2026-12-01' as const };
  expect(faultsOfDraft({ ...draft, amount })).toEqual(['amount']);
});

test('what is sent is what the server takes, in the category that fits', () => {
  const draft = {
    ...draftOfService(netflix, 'EUR', 'key'),
    amount: '17.99',
    nextOn: '2026-12-01' as const,
  };
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const body = bodyOfDraft(draft, [{ id, name: 'Entertainment' }]);
  expect(body).toMatchObject({ name: 'Netflix', service: 'netflix', categoryId: id });
  expect(createSubscriptionSchema.safeParse(body).error?.issues).toBeUndefined();
});

test('without the category that fits there is none', () => {
  expect(bodyOfDraft(draftOfService(netflix, 'EUR', 'key'), []).categoryId).toBeNull();
});

test('a typed name finds its service; another name stays as it is', () => {
  expect(draftOfName(' netflix ', 'EUR', 'key').service).toBe(netflix);
  expect(draftOfName(' Allotment ', 'EUR', 'key')).toMatchObject({
    name: 'Allotment',
    service: null,
  });
});
