import { DAY, floorTo, LEVELS, type LevelPlan } from './history-levels.ts';
import type { ViewName } from './kept-metrics.ts';

export const MOST_POINTS = 400;
/**
 * What is read for one answer, so that it takes as long for thirteen months as for an hour. Of all
 * routes or calls there is more in a row.
 */
const MOST_ROWS: Readonly<Record<ViewName, number>> = {
  summary: 1_500,
  instances: 1_500,
  parts: 500,
  routes: 500,
};

/** Milliseconds that people think in. */
const STEPS = [
  ...[10, 20, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 7, 14, 28, 56, 112, 224, 448].map((days) => days * DAY),
];

export interface StepChoice {
  /** Milliseconds from one point to the next. */
  step: number;
  level: LevelPlan;
  /** Begin of the first point. */
  from: number;
}

/** The shortest step that keeps to the number of points and is still stored. */
export function chooseStep(
  view: ViewName,
  { from, to, now }: { from: number; to: number; now: number },
  points: number = MOST_POINTS,
): StepChoice {
  const choices = STEPS.map((step) => ({
    step,
    level: coarsestIn(step),
    from: floorTo(step, from),
  }));
  const fits = ({ step, level, from: begin }: StepChoice) =>
    Math.ceil((to - begin) / step) <= points &&
    (to - begin) / level.step <= MOST_ROWS[view] &&
    (begin >= now - level.keep || level === LEVELS.at(-1));
  return choices.find(fits) ?? (choices.at(-1) as StepChoice);
}

function coarsestIn(step: number): LevelPlan {
  return LEVELS.findLast((level) => step % level.step === 0) ?? LEVELS[0];
}
