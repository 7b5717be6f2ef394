import { type Finding, findingsAbout } from './finding.ts';

const { ok, warning, failure } = findingsAbout('clock');
const DOUBTFUL = 2_000;
const WRONG = 30_000;
const CURE =
  'Turn on time synchronisation (timedatectl set-ntp true), here and there, and see which is off.';

export interface ClockReading {
  /** Whose clock: `the database`. */
  readonly whose: string;
  /** What it said, in milliseconds since 1970. */
  readonly said: number;
  /** Milliseconds by which what it says is rounded down. */
  readonly precision: number;
  /** Our clock when it was asked and when it had answered. */
  readonly asked: number;
  readonly answered: number;
}

/** Judges only what neither the way there nor the rounding explains. */
export function judgeClock({ whose, said, precision, asked, answered }: ClockReading): Finding {
  const earliest = said - answered;
  const latest = said + precision - asked;
  const apart = earliest > 0 ? earliest : Math.max(0, -latest);
  const seconds = (apart / 1_000).toFixed(apart < 10_000 ? 1 : 0);
  const direction = earliest > 0 ? 'behind' : 'ahead of';
  const message = `this machine's clock is ${seconds} s ${direction} the one of ${whose}`;
  if (apart > WRONG) return failure(whose, message, CURE);
  if (apart > DOUBTFUL) return warning(whose, message, CURE);
  return ok(whose, `its clock and this machine's agree within ${DOUBTFUL / 1_000} s`);
}
