import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { billingFacts, days } from '#shared/testing/arbitraries.ts';
import { exampleSubscription } from '#shared/testing/example-subscription.ts';
import { occurrencesBetween } from './schedule.ts';
import { statusOn } from './status.ts';
import { STATUSES, type Subscription } from './subscription.ts';

const TODAY = '2026-06-15';
const YESTERDAY = '2026-06-14';
const TOMORROW = '2026-06-16';
const PAUSED = { pauses: [{ from: TODAY, until: TOMORROW }] } as const;
const TRIAL = { anchor: TOMORROW, trialEndsOn: TODAY } as const;

function status(changes: Partial<Subscription>) {
  return statusOn(exampleSubscription(changes), TODAY);
}

describe('statusOn', () => {
  test.each<[string, Partial<Subscription>, string]>([
    ['nothing special', {}, 'active'],
    ['before the anchor, without trial', { anchor: '2027-01-01' }, 'active'],
    ['the last day of the trial', TRIAL, 'trial'],
    ['the day after the trial', { anchor: TODAY, trialEndsOn: YESTERDAY }, 'active'],
    ['the first day of a pause', PAUSED, 'paused'],
    ['the day a pause ends', { pauses: [{ from: '2026-06-01', until: TODAY }] }, 'active'],
    ['the day before a pause', { pauses: [{ from: TOMORROW, until: null }] }, 'active'],
    ['a pause without end', { pauses: [{ from: '2026-01-01', until: null }] }, 'paused'],
    [
      'one of several pauses',
      { pauses: [{ from: '2026-01-01', until: '2026-02-01' }, ...PAUSED.pauses] },
      'paused',
    ],
    ['cancelled today', { cancelledOn: TODAY, accessUntil: '2026-06-29' }, 'cancelled'],
    ['the access date', { cancelledOn: '2026-06-01', accessUntil: TODAY }, 'cancelled'],
    ['after the access date', { cancelledOn: '2026-06-01', accessUntil: YESTERDAY }, 'ended'],
    ['to be cancelled tomorrow', { cancelledOn: TOMORROW, accessUntil: TOMORROW }, 'active'],
    ['paid once today', { cycle: null, anchor: TODAY }, 'active'],
    ['paid once yesterday', { cycle: null, anchor: YESTERDAY }, 'ended'],
    ['to be paid once', { cycle: null, anchor: TOMORROW }, 'active'],
    ['a recurring one that began yesterday', { anchor: YESTERDAY }, 'active'],
  ])('%s', (_, changes, expected) => expect(status(changes)).toBe(expected));

  test('ended goes before cancelled, paused, trial and active, in this order', () => {
    const all = { ...TRIAL, ...PAUSED };
    expect(status({ ...all, cancelledOn: YESTERDAY, accessUntil: YESTERDAY })).toBe('ended');
    expect(status({ ...all, cancelledOn: YESTERDAY, accessUntil: TOMORROW })).toBe('cancelled');
    expect(status({ ...all, cancelledOn: TOMORROW, accessUntil: TOMORROW })).toBe('paused');
    expect(status({ ...TRIAL, cancelledOn: TOMORROW, accessUntil: TOMORROW })).toBe('trial');
    expect(status({ cycle: null, anchor: YESTERDAY, ...PAUSED })).toBe('ended');
  });

  test('is one of five, ends for good, and nothing falls due when ended or paused', () => {
    fc.assert(
      fc.property(billingFacts, days, fc.nat(4_000), (facts, today, later) => {
        const found = statusOn(facts, today);
        expect(STATUSES).toContain(found);
        if (found === 'ended') expect(statusOn(facts, addDays(today, later))).toBe('ended');
        if (found === 'ended' || found === 'paused') {
          expect(occurrencesBetween(facts, today, today)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
