import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { addDays } from '#shared/dates/date-arithmetic.ts';
import { occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { Pause, Subscription } from '#shared/subscriptions/subscription.ts';
import { sampleSubscription } from '#tests/support/sample-records.ts';
import { cancel, changePrice, pause, resume } from './subscription-actions.ts';

/** Falls due on the first of each month. */
const plain = sampleSubscription({
  anchor: '2026-01-01',
  prices: [{ from: '2026-01-01', amountMinor: 1000, currency: 'EUR' }],
});

function withPauses(...pauses: Pause[]): Subscription {
  return { ...plain, pauses };
}

function faultAt(pointer: string) {
  return expect.objectContaining({
    code: 'invalid-input',
    errors: [expect.objectContaining({ pointer })],
  });
}

function dueIn2026(row: Subscription): CalendarDate[] {
  return occurrencesBetween(row, '2026-01-01', '2026-12-31');
}

describe('pausing', () => {
  it('adds a pause, without an end unless one is given', () => {
    expect(pause(plain, { from: '2026-03-01' }).pauses).toEqual([
      { from: '2026-03-01', until: null },
    ]);
    expect(pause(plain, { from: '2026-03-01', until: '2026-05-01' }).pauses).toEqual([
      { from: '2026-03-01', until: '2026-05-01' },
    ]);
  });

  it('keeps pauses in the order of time', () => {
    const once = withPauses({ from: '2026-06-01', until: '2026-07-01' });
    const twice = pause(once, { from: '2026-02-01', until: '2026-03-01' });
    expect(twice.pauses.map(({ from }) => from)).toEqual(['2026-02-01', '2026-06-01']);
  });

  it('lets one pause begin where another ends', () => {
    const once = withPauses({ from: '2026-03-01', until: '2026-05-01' });
    expect(pause(once, { from: '2026-05-01', until: '2026-06-01' }).pauses).toHaveLength(2);
    expect(pause(once, { from: '2026-02-01', until: '2026-03-01' }).pauses).toHaveLength(2);
  });

  it.for<[CalendarDate, CalendarDate | null]>([
    ['2026-04-30', '2026-06-01'],
    ['2026-02-01', '2026-03-02'],
    ['2026-03-02', '2026-04-01'],
    ['2026-02-01', '2026-06-01'],
    ['2026-01-01', null],
  ])('refuses one from %s until %s over another', ([from, until]) => {
    const once = withPauses({ from: '2026-03-01', until: '2026-05-01' });
    expect(() => pause(once, { from, until })).toThrow(faultAt('/from'));
  });

  it('refuses one after a pause without an end', () => {
    const once = withPauses({ from: '2026-03-01', until: null });
    expect(() => pause(once, { from: '2027-03-01' })).toThrow(faultAt('/from'));
    expect(pause(once, { from: '2026-02-01', until: '2026-03-01' }).pauses).toHaveLength(2);
  });

  it('leaves it as it is when it is asked for the same again', () => {
    const paused = pause(plain, { from: '2026-03-01' });
    expect(pause(paused, { from: '2026-03-01' })).toBe(paused);
    expect(pause(paused, { from: '2026-03-01', until: null })).toBe(paused);
  });

  it('refuses what is cancelled', () => {
    const cancelled = cancel(plain, { on: '2026-02-10' });
    expect(() => pause(cancelled, { from: '2026-03-01' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  it('names the field of a year that nobody can mean', () => {
    expect(() => pause(plain, { from: '1026-03-01' })).toThrow(faultAt('/from'));
    expect(() => pause(plain, { from: '2026-03-01', until: '9026-03-01' })).toThrow(
      faultAt('/until'),
    );
  });

  it('refuses more than 200', () => {
    const pauses = Array.from({ length: 200 }, (_, at) => ({
      from: addDays('2026-01-01', 2 * at),
      until: addDays('2026-01-01', 2 * at + 1),
    }));
    expect(() => pause(withPauses(...pauses), { from: '2030-01-01' })).toThrow(faultAt('/from'));
    expect(pause(withPauses(...pauses.slice(1)), { from: '2030-01-01' }).pauses).toHaveLength(200);
  });
});

describe('resuming what is paused', () => {
  it('ends the pause on that day: what falls due then happens', () => {
    const resumed = resume(withPauses({ from: '2026-03-01', until: null }), '2026-05-01');
    expect(resumed.pauses).toEqual([{ from: '2026-03-01', until: '2026-05-01' }]);
    expect(dueIn2026(resumed)).toContain('2026-05-01');
    expect(dueIn2026(resumed)).not.toContain('2026-04-01');
  });

  it('takes a pause back on its first day', () => {
    expect(resume(withPauses({ from: '2026-03-01', until: null }), '2026-03-01').pauses).toEqual(
      [],
    );
  });

  it('leaves other pauses, and what runs already, alone', () => {
    const row = withPauses(
      { from: '2026-03-01', until: '2026-05-01' },
      { from: '2026-07-01', until: null },
    );
    expect(resume(row, '2026-04-01').pauses).toEqual([
      { from: '2026-03-01', until: '2026-04-01' },
      { from: '2026-07-01', until: null },
    ]);
    expect(resume(row, '2026-05-01')).toBe(row);
    expect(resume(plain, '2026-05-01')).toBe(plain);
  });

  it('names the field of a year that nobody can mean', () => {
    const row = withPauses({ from: '2026-03-01', until: null });
    expect(() => resume(row, '9026-04-01')).toThrow(faultAt('/on'));
  });

  it('undoes a pause, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (at, length) => {
          const from = addDays('2026-06-15', at);
          const row = withPauses({ from: '2024-01-01', until: '2024-02-01' });
          const paused = pause(row, { from, until: addDays(from, length) });
          expect(resume(paused, from)).toEqual(row);
        },
      ),
    );
  });
});

describe('cancelling', () => {
  it('leaves access until the day before the next charge', () => {
    expect(cancel(plain, { on: '2026-02-10' })).toMatchObject({
      cancelledOn: '2026-02-10',
      accessUntil: '2026-02-28',
    });
  });

  it('takes the access date that somebody knows better', () => {
    const cancelled = cancel(plain, { on: '2026-02-10', accessUntil: '2026-04-15' });
    expect(cancelled.accessUntil).toBe('2026-04-15');
    expect(dueIn2026(cancelled).at(-1)).toBe('2026-04-01');
  });

  it('can be done again with other dates', () => {
    const again = cancel(cancel(plain, { on: '2026-02-10' }), { on: '2026-05-10' });
    expect(again).toMatchObject({ cancelledOn: '2026-05-10', accessUntil: '2026-05-31' });
  });

  it('refuses an access date before the cancellation', () => {
    expect(() => cancel(plain, { on: '2026-02-10', accessUntil: '2026-02-09' })).toThrow(
      faultAt('/accessUntil'),
    );
  });

  it('names the field of a year that nobody can mean', () => {
    expect(() => cancel(plain, { on: '1026-02-10', accessUntil: '2026-02-09' })).toThrow(
      faultAt('/on'),
    );
  });
});

describe('resuming what is cancelled', () => {
  it('withdraws the cancellation and keeps pauses as they are', () => {
    const paused = withPauses({ from: '2026-03-01', until: '2026-09-01' });
    expect(resume(cancel(paused, { on: '2026-04-10' }), '2026-04-10')).toEqual(paused);
  });

  it('counts nothing for the time between, when access had ended', () => {
    const cancelled = cancel(plain, { on: '2026-02-10' });
    const resumed = resume(cancelled, '2026-06-01');
    expect(resumed).toMatchObject({ cancelledOn: null, accessUntil: null });
    expect(dueIn2026(resumed).slice(0, 3)).toEqual(['2026-01-01', '2026-02-01', '2026-06-01']);
  });

  it('leaves no pauses that overlap', () => {
    const row: Subscription = {
      ...withPauses(
        { from: '2026-02-20', until: '2026-03-10' },
        { from: '2026-04-01', until: '2026-04-10' },
        { from: '2026-05-20', until: null },
      ),
      cancelledOn: '2026-02-10',
      accessUntil: '2026-02-28',
    };
    expect(resume(row, '2026-06-01').pauses).toEqual([
      { from: '2026-02-20', until: '2026-03-01' },
      { from: '2026-03-01', until: '2026-06-01' },
      { from: '2026-06-01', until: null },
    ]);
  });

  it('undoes a cancellation exactly on the day after its access', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: 400 }),
        (at, days) => {
          const on = addDays('2026-06-15', at);
          const accessUntil = addDays(on, days);
          const cancelled = cancel(plain, { on, accessUntil });
          expect(resume(cancelled, addDays(accessUntil, 1))).toEqual(plain);
          expect(resume(cancelled, on)).toEqual(plain);
        },
      ),
    );
  });
});

describe('changing the price', () => {
  const EUR = { currency: 'EUR' };

  it('adds a phase at its place in time, past or future', () => {
    const announced = changePrice(plain, { from: '2027-01-01', amount: '12.00', ...EUR });
    const remembered = changePrice(announced, { from: '2026-05-01', amount: '11.00', ...EUR });
    expect(remembered.prices).toEqual([
      { from: '2026-01-01', amountMinor: 1000, ...EUR },
      { from: '2026-05-01', amountMinor: 1100, ...EUR },
      { from: '2027-01-01', amountMinor: 1200, ...EUR },
    ]);
  });

  it('replaces the phase that begins on the same day', () => {
    const changed = changePrice(plain, { from: '2026-01-01', amount: '9', currency: 'JPY' });
    expect(changed.prices).toEqual([{ from: '2026-01-01', amountMinor: 9, currency: 'JPY' }]);
  });

  it('takes a price from before the anchor', () => {
    const changed = changePrice(plain, { from: '2025-12-01', amount: '9.00', ...EUR });
    expect(changed.prices.map(({ from }) => from)).toEqual(['2025-12-01', '2026-01-01']);
  });

  it('refuses more than 200 phases, but not a replacement', () => {
    const prices = Array.from({ length: 200 }, (_, at) => ({
      from: addDays('2026-01-01', at),
      amountMinor: 1,
      ...EUR,
    }));
    const full = { ...plain, prices };
    expect(() => changePrice(full, { from: '2030-01-01', amount: '1.00', ...EUR })).toThrow(
      faultAt('/from'),
    );
    const replaced = changePrice(full, { from: '2026-01-03', amount: '7.00', ...EUR });
    expect(replaced.prices).toHaveLength(200);
  });

  it('names the field of a year that nobody can mean', () => {
    expect(() => changePrice(plain, { from: '9026-01-01', amount: '1.00', ...EUR })).toThrow(
      faultAt('/from'),
    );
  });
});
