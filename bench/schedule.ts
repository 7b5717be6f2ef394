import rrule from 'rrule';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import { firstOccurrenceOnOrAfter, occurrencesBetween } from '#shared/subscriptions/schedule.ts';
import type { Cycle, ScheduleFacts } from '#shared/subscriptions/subscription.ts';
import {
  atLeast,
  atMost,
  type BenchOptions,
  type BenchResult,
  type Figure,
  noted,
} from './bench-result.ts';

const { RRule } = rrule;

const ANCHOR = '2006-01-15';
const UNTIL = '2046-01-15';
const TODAY = '2026-11-21';
const LAST_MONTH = '2026-10-15';
const SIXTY_YEARS_AGO = '1966-11-15';

const WARM_UP_MS = 100;
/** Shorter than what the system gives to other programs at a time. */
const TURN_MS = 1;

interface Rule {
  name: string;
  cycle: Cycle;
  frequency: number;
}
const RULES: readonly Rule[] = [
  { name: 'monthly', cycle: { every: 1, unit: 'month' }, frequency: RRule.MONTHLY },
  { name: 'weekly', cycle: { every: 1, unit: 'week' }, frequency: RRule.WEEKLY },
  { name: 'yearly', cycle: { every: 1, unit: 'year' }, frequency: RRule.YEARLY },
];

/** The rules of schedules against the package `rrule`, and against their own age. */
export async function run({ isQuick }: BenchOptions): Promise<BenchResult> {
  const [rounds, ageRounds] = isQuick ? [3, 31] : [31, 1_001];
  return {
    name: 'schedule',
    figures: [
      ...RULES.flatMap((rule) => compareWithRrule(rule, rounds)),
      ...RULES.map((rule) => compareAges(rule, ageRounds)),
    ],
  };
}

function compareWithRrule({ name, cycle, frequency }: Rule, rounds: number): Figure[] {
  const facts = factsOf(cycle, ANCHOR);
  const [start, end] = [toDate(ANCHOR), toDate(UNTIL)];
  // Its cache would measure a look-up: each call gets a rule without one.
  const rule = new RRule({ freq: frequency, dtstart: start }, true);
  const ours = () => occurrencesBetween(facts, ANCHOR, UNTIL);
  const theirs = () => rule.between(start, end, true);
  const expected = theirs().map((date) => date.toISOString().slice(0, 10));
  if (String(ours()) !== String(expected)) throw new Error(`${name}: the schedules differ`);

  const { first, second, ratio } = race(
    () => ours().length,
    () => theirs().length,
    rounds,
  );
  return [
    noted(`${name} occurrences: Duetide`, first, '/s'),
    noted(`${name} occurrences: rrule`, second, '/s'),
    atLeast(`${name} occurrences: Duetide over rrule`, ratio, 10, '×'),
  ];
}

function compareAges({ name, cycle }: Rule, rounds: number): Figure {
  const old = factsOf(cycle, SIXTY_YEARS_AGO);
  const young = factsOf(cycle, LAST_MONTH);
  const finder = (facts: ScheduleFacts) => () => (firstOccurrenceOnOrAfter(facts, TODAY) ? 1 : 0);
  const { ratio } = race(finder(young), finder(old), rounds);
  return atMost(`${name}: next occurrence, anchor of 60 years over last month's`, ratio, 1.3, '×');
}

/** How many times as fast the first is, with both speeds in units of work a second: medians. */
interface Race {
  first: number;
  second: number;
  ratio: number;
}

/** Lets both run by turns, so that whatever else the machine does slows both. */
function race(first: () => number, second: () => number, rounds: number): Race {
  const calls = [callsPerTurn(first), callsPerTurn(second)] as const;
  const speeds = Array.from({ length: rounds }, (_, round) => {
    const isReversed = round % 2 === 1;
    const early = isReversed ? speed(second, calls[1]) : speed(first, calls[0]);
    const late = isReversed ? speed(first, calls[0]) : speed(second, calls[1]);
    return isReversed ? { first: late, second: early } : { first: early, second: late };
  });
  return {
    first: median(speeds.map((each) => each.first)),
    second: median(speeds.map((each) => each.second)),
    ratio: median(speeds.map((each) => each.first / each.second)),
  };
}

/** As many as fill a turn, once the compiler has seen the work often enough. */
function callsPerTurn(work: () => number): number {
  const warm = performance.now() + WARM_UP_MS;
  while (performance.now() < warm) work();
  // The quickest of five: one that another program interrupted says nothing.
  const quickest = (calls: number) =>
    Math.min(...Array.from({ length: 5 }, () => turn(work, calls).milliseconds));
  let calls = 1;
  while (quickest(calls) < TURN_MS) calls *= 2;
  return calls;
}

/** Units of work a second. */
function speed(work: () => number, calls: number): number {
  const { done, milliseconds } = turn(work, calls);
  if (done < calls) throw new Error('The work was not done');
  return (done / milliseconds) * 1_000;
}

function turn(work: () => number, calls: number): { done: number; milliseconds: number } {
  let done = 0;
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) done += work();
  return { done, milliseconds: performance.now() - start };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function factsOf(cycle: Cycle, anchor: CalendarDate): ScheduleFacts {
  return {
    cycle,
    anchor,
    weekendRule: 'none',
    pauses: [],
    cancelledOn: null,
    accessUntil: null,
  };
}

function toDate(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
