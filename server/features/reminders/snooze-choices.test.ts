import { describe, expect, it } from 'vitest';
import { snoozeChoices } from './snooze-choices.ts';

const BERLIN = { timeZone: 'Europe/Berlin', hour: 9, quiet: null };
const CHARGE = { kind: 'charge', on: '2026-03-20', days: 7 } as const;

function choices(now: string, person = {}, reminder = {}): string[] {
  return snoozeChoices({ ...BERLIN, ...person }, { ...CHARGE, ...reminder }, Date.parse(now)).map(
    ({ until, date, hour, at }) => `${until} ${date} ${hour} ${new Date(at).toISOString()}`,
  );
}

describe('what a reminder can be put off to', () => {
  it('is three hours later at a full hour, and the reader’s hour of other days', () => {
    expect(choices('2026-03-13T08:10:00Z')).toEqual([
      'later-today 2026-03-13 13 2026-03-13T12:00:00.000Z',
      'tomorrow 2026-03-14 9 2026-03-14T08:00:00.000Z',
      'in-3-days 2026-03-16 9 2026-03-16T08:00:00.000Z',
    ]);
  });

  it('is no hour of tomorrow by another name', () => {
    expect(choices('2026-03-13T20:01:00Z')[0]).toMatch(/^tomorrow/);
    expect(choices('2026-03-13T19:00:00Z')[0]).toMatch(/^later-today 2026-03-13 23 /);
  });

  it('is no quiet hour', () => {
    const quiet = { from: 13, until: 8 };
    expect(choices('2026-03-13T08:10:00Z', { quiet })[0]).toMatch(/^tomorrow/);
    expect(choices('2026-03-13T07:10:00Z', { quiet: { from: 14, until: 8 } })[0]).toMatch(
      /^later-today 2026-03-13 12/,
    );
  });

  it('is no day after the one that it is about', () => {
    expect(choices('2026-03-18T08:10:00Z').map((each) => each.split(' ')[0])).toEqual([
      'later-today',
      'tomorrow',
    ]);
    expect(choices('2026-03-20T08:10:00Z')).toEqual([
      'later-today 2026-03-20 13 2026-03-20T12:00:00.000Z',
    ]);
    expect(choices('2026-03-20T21:00:00Z')).toEqual([]);
    expect(choices('2026-03-21T08:10:00Z')).toEqual([]);
  });

  it('is any of the days on which somebody asks after what is unpaid', () => {
    const unpaid = { kind: 'unpaid', days: 3 };
    const untilOf = (now: string) => choices(now, {}, unpaid).map((each) => each.split(' ')[0]);
    expect(untilOf('2026-04-17T08:00:00Z')).toEqual(['later-today', 'tomorrow', 'in-3-days']);
    expect(untilOf('2026-04-20T08:00:00Z')).toEqual(['later-today']);
    expect(untilOf('2026-04-21T08:00:00Z')).toEqual([]);
  });

  it('is nothing so far from its day that the planner has forgotten it', () => {
    const yearAhead = { on: '2027-03-20', days: 366 };
    const untilOf = (now: string) => choices(now, {}, yearAhead).map((each) => each.split(' ')[0]);
    expect(untilOf('2026-04-15T08:00:00Z')).toEqual(['later-today', 'tomorrow', 'in-3-days']);
    expect(untilOf('2026-04-17T08:00:00Z')).toEqual(['later-today', 'tomorrow']);
    expect(untilOf('2026-04-19T08:00:00Z')).toEqual([]);
  });

  it('follows the clock there when it is set forward and back', () => {
    expect(choices('2026-03-28T20:30:00Z', {}, { on: '2026-04-20' })).toEqual([
      'tomorrow 2026-03-29 9 2026-03-29T07:00:00.000Z',
      'in-3-days 2026-03-31 9 2026-03-31T07:00:00.000Z',
    ]);
    const night = choices('2026-10-24T23:30:00Z', {}, { on: '2026-11-20' });
    expect(night[0]).toBe('later-today 2026-10-25 4 2026-10-25T03:00:00.000Z');
  });
});
