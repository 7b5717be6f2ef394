import { expect, it } from 'vitest';
import type { AttentionFinding } from '#shared/schemas/attention-schemas.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { byUrgency } from './by-urgency.ts';
import { channelAttention, NO_CHANNEL } from './channel-attention.ts';
import { unpaidAttention } from './subscription-attention.ts';

function unpaid(name: string, on: '2026-06-01' | '2026-06-02', changes = {}): AttentionFinding {
  const finding = unpaidAttention(exampleSubscription({ name }), { occurrence: on, on });
  return { ...finding, ...changes };
}

const faultAt = '2026-06-20T00:00:00.000Z';
const [fault] = channelAttention(
  [{ id: 'a', name: 'Zulu', kind: 'ntfy', faultAt, faultWords: 'no' }],
  [],
);
const card: AttentionFinding = {
  kind: 'card-expiry',
  key: 'card-expiry.a.2026-06-02',
  urgency: 'now',
  paymentMethod: { id: 'a', name: 'B' },
  on: '2026-06-02',
  names: [],
  count: 0,
};

const budget: AttentionFinding = {
  kind: 'budget',
  key: 'budget.a.2026-06-01',
  urgency: 'soon',
  budget: { id: 'a', name: 'B' },
  on: '2026-06-01',
  total: { amount: '2.00', currency: 'EUR' },
  limit: { amount: '1.00', currency: 'EUR' },
  over: { amount: '1.00', currency: 'EUR' },
  period: 'month',
};

it('puts what went wrong first, then what is nearest, then what is about no day', () => {
  const sorted = [
    fault as AttentionFinding,
    unpaid('Z', '2026-06-01'),
    unpaid('A', '2026-06-02'),
    card,
    unpaid('C', '2026-06-02'),
    unpaid('A', '2026-06-01', { urgency: 'soon' }),
    budget,
    unpaid('A', '2026-06-01', { urgency: 'later' }),
    NO_CHANNEL,
  ];
  expect(sorted.toReversed().sort(byUrgency)).toEqual(sorted);
  expect(byUrgency(NO_CHANNEL, { ...NO_CHANNEL })).toBe(0);
});
