import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { Cycle } from '#shared/subscriptions/subscription.ts';
import { deriveWallosDates } from './wallos-dates.ts';

const TODAY = '2026-11-21';
const MONTHLY: Cycle = { every: 1, unit: 'month' };
const ACTIVE = { startDate: null, isManual: false, isInactive: false, cancellationDate: null };
const INACTIVE = { ...ACTIVE, isInactive: true };

function derive(
  told: Partial<Parameters<typeof deriveWallosDates>[0]>,
  cycle: Cycle | null,
  nextPayment: CalendarDate,
) {
  const { remarks, ...dates } = deriveWallosDates(
    { ...ACTIVE, ...told },
    cycle,
    nextPayment,
    TODAY,
  );
  return { ...dates, codes: remarks.map(({ code }) => code), remarks };
}

describe('the anchor', () => {
  test('is the next payment where no start is known', () => {
    expect(derive({}, MONTHLY, '2026-12-03')).toMatchObject({ anchor: '2026-12-03', codes: [] });
  });

  test('is the start if that leads to the next payment, which also settles the day', () => {
    const dates = derive({ startDate: '2024-01-31' }, MONTHLY, '2026-11-30');
    expect(dates).toMatchObject({ anchor: '2024-01-31', codes: [] });
  });

  test('is the next payment, with a doubt, if the start does not lead there', () => {
    const dates = derive({ startDate: '2024-01-15' }, MONTHLY, '2026-12-03');
    expect(dates).toMatchObject({ anchor: '2026-12-03', codes: ['start-date-does-not-fit'] });
  });

  test('passes over a start that is no date, and over any of what is paid once', () => {
    expect(derive({ startDate: 'soon' }, MONTHLY, '2026-12-03')).toMatchObject({
      anchor: '2026-12-03',
      codes: [],
    });
    expect(derive({ startDate: '2024-12-03' }, null, '2026-12-03').anchor).toBe('2026-12-03');
  });

  test.each<[CalendarDate, Cycle, string | null]>([
    ['2027-02-28', { every: 1, unit: 'year' }, 'may be 28, or really 29'],
    ['2027-02-28', { every: 24, unit: 'month' }, 'may be 28, or really 29'],
    ['2027-02-28', MONTHLY, 'may be 28, or really 29, 30 or 31'],
    ['2028-02-29', MONTHLY, 'may be 29, or really 30 or 31'],
    ['2026-11-30', { every: 3, unit: 'month' }, 'may be 30, or really 31'],
    ['2028-02-29', { every: 1, unit: 'year' }, null],
    ['2026-11-30', { every: 1, unit: 'year' }, null],
    ['2028-02-28', MONTHLY, null],
    ['2026-12-31', MONTHLY, null],
    ['2027-02-28', { every: 4, unit: 'week' }, null],
    ['2027-02-28', { every: 28, unit: 'day' }, null],
  ])('of %s every %j: doubt %j', (nextPayment, cycle, doubt) => {
    const { remarks } = derive({}, cycle, nextPayment);
    if (doubt === null) expect(remarks).toEqual([]);
    else
      expect(remarks[0]).toMatchObject({ isDoubt: true, detail: expect.stringContaining(doubt) });
  });
});

describe('what is inactive', () => {
  test('ends with what was paid for when it was cancelled', () => {
    const dates = derive({ ...INACTIVE, cancellationDate: '2026-02-15' }, MONTHLY, '2026-03-01');
    expect(dates).toMatchObject({
      cancelledOn: '2026-02-15',
      accessUntil: '2026-02-28',
      codes: [],
    });
  });

  test.each<[CalendarDate, CalendarDate, CalendarDate]>([
    ['2026-03-01', '2026-02-28', '2026-02-28'],
    ['2026-12-03', TODAY, '2026-12-02'],
    [TODAY, '2026-11-20', '2026-11-20'],
  ])('without a date, and next due on %s: cancelled on %s until %s', (next, on, until) => {
    expect(derive(INACTIVE, MONTHLY, next)).toMatchObject({
      cancelledOn: on,
      accessUntil: until,
      codes: ['cancellation-date-unknown'],
    });
  });

  test('is taken as cancelled today if Wallos knows only a later day', () => {
    const told = { ...INACTIVE, cancellationDate: '2027-06-01' };
    expect(derive(told, MONTHLY, '2026-12-03')).toMatchObject({
      cancelledOn: TODAY,
      accessUntil: '2026-12-02',
    });
  });

  test('and was paid once stays as it is', () => {
    expect(derive(INACTIVE, null, '2025-06-01')).toMatchObject({ cancelledOn: null, codes: [] });
    expect(derive(INACTIVE, null, '2026-12-03')).toMatchObject({ accessUntil: '2026-12-02' });
  });
});

describe('a reminder to cancel something active', () => {
  test('becomes the notice period that leads to the same day', () => {
    const dates = derive(
      { cancellationDate: '2028-04-01' },
      { every: 2, unit: 'year' },
      '2028-05-01',
    );
    expect(dates).toMatchObject({
      notice: { every: 30, unit: 'day' },
      cancelledOn: null,
      reminder: null,
      codes: ['cancel-reminder-as-notice'],
    });
  });

  test.each([
    ['it does not renew by itself', { isManual: true, cancellationDate: '2026-12-01' }, MONTHLY],
    ['it is paid once', { cancellationDate: '2026-12-01' }, null],
    ['it lies after the next payment', { cancellationDate: '2026-12-04' }, MONTHLY],
    ['it is the next payment', { cancellationDate: '2026-12-03' }, MONTHLY],
  ])('is kept in the notes if %s', (_why, told, cycle) => {
    expect(derive(told, cycle, '2026-12-03')).toMatchObject({
      notice: null,
      reminder: `Wallos: cancel on ${told.cancellationDate}`,
      codes: ['cancel-reminder-in-notes'],
    });
  });

  test('is only mentioned once it is past', () => {
    const dates = derive({ cancellationDate: '2026-11-20' }, MONTHLY, '2026-12-03');
    expect(dates).toMatchObject({ notice: null, reminder: null });
    expect(dates.remarks).toMatchObject([{ code: 'cancel-reminder-past', isDoubt: false }]);
  });

  test('is passed over if it is no date', () => {
    expect(derive({ cancellationDate: '0000-00-00' }, MONTHLY, '2026-12-03').codes).toEqual([]);
  });
});
