import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/app-error.ts';
import { completeRules, DEFAULT_MEMBER_SETTINGS } from '#shared/reminders/reminder-settings.ts';
import { sampleId, sampleReminderDelivery } from '#tests/support/sample-records.ts';
import type { ReminderLink } from './reminder-link-token.ts';
import { createReminderLinkWriter, type LinkOccasion } from './reminder-link-writer.ts';

const DAY = 24 * 3_600_000;
const NOW = Date.parse('2026-02-27T08:00:00Z');
const DAYS = { occurrence: '2026-02-28', on: '2026-02-28', sendOn: '2026-02-27' } as const;
const OCCASION: LinkOccasion = {
  householdId: sampleId(100),
  person: {
    ...DEFAULT_MEMBER_SETTINGS,
    userId: sampleId(1),
    role: 'owner',
    timeZone: 'UTC',
    hour: 9,
    rules: { household: completeRules({}), member: {}, subscriptions: new Map() },
    ruleSince: () => 0,
  },
  delivery: sampleReminderDelivery(),
  reminder: {
    ...DAYS,
    kind: 'charge',
    subjectId: sampleId(200),
    days: 1,
    usefulUntil: '2026-02-28',
  },
  facts: {
    kind: 'charge',
    name: 'Netflix',
    on: '2026-02-28',
    price: { amount: '15.49', currency: 'EUR' },
    priceInBase: null,
    priceBefore: null,
    cancelBy: null,
    cancelUrl: null,
    names: [],
    budget: null,
    isLate: false,
  },
  saidOn: '2026-02-27',
};

function linksFor(changes: Partial<LinkOccasion> = {}, write = (_: ReminderLink) => 'x') {
  const written: ReminderLink[] = [];
  const writer = createReminderLinkWriter({
    tokens: {
      write(link) {
        written.push(link);
        return write(link);
      },
    },
    clock: { now: () => NOW },
    publicUrl: () => 'https://duetide.example',
  });
  const actions = writer.write({ ...OCCASION, ...changes });
  return { actions, written };
}

describe('the links of a message', () => {
  it('are what can be done about it', () => {
    expect(linksFor().actions).toEqual([
      { label: 'Mark as paid', url: 'https://duetide.example/reminder#x' },
      { label: 'Remind me later', url: 'https://duetide.example/reminder#x' },
    ]);
    const { actions } = linksFor({ reminder: { ...OCCASION.reminder, kind: 'cancel-by' } });
    expect(actions.map(({ label }) => label)).toEqual(['Remind me later']);
    expect(linksFor({ facts: { ...OCCASION.facts, price: null } }).actions).toHaveLength(1);
  });

  it('hold for a week after it could help, and for sixty days at most', () => {
    const [soon] = linksFor().written;
    expect(soon?.expiresAt).toBe(Date.parse('2026-03-08T00:00:00Z'));
    const on = '2027-02-26' as const;
    const distant = { ...OCCASION.reminder, occurrence: on, on, usefulUntil: on };
    const [far] = linksFor({ reminder: distant }).written;
    expect(far?.expiresAt).toBe(NOW + 60 * DAY);
  });

  it('are none where there is no key, and no reason to be silent', () => {
    const withoutKey = () => {
      throw new AppError('unavailable');
    };
    expect(linksFor({}, withoutKey).actions).toEqual([]);
    const broken = () => {
      throw new Error('broken');
    };
    expect(() => linksFor({}, broken)).toThrow('broken');
  });

  it('put nothing off for ever', () => {
    const delivery = sampleReminderDelivery({ id: `${sampleReminderDelivery().id}~255` });
    expect(linksFor({ delivery }).actions.map(({ label }) => label)).toEqual(['Mark as paid']);
    const before = sampleReminderDelivery({ id: `${sampleReminderDelivery().id}~254` });
    expect(linksFor({ delivery: before }).written[1]?.snoozes).toBe(254);
  });
});
