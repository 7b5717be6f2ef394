import type { AlertRule } from '#shared/alerts/alert-rules.ts';
import type { AlertSignals } from './alert-signals.ts';
import type { AlertReading } from './alert-state.ts';

export interface DetectorContext {
  readonly signals: AlertSignals;
  readonly rule: AlertRule;
  readonly now: number;
}

/** Reads one rule. Rejects where nobody can say. */
export type Detector = (context: DetectorContext) => Promise<readonly AlertReading[]>;

/** The value against the threshold of the rule. */
export function readingOf(
  rule: Pick<AlertRule, 'isBad' | 'threshold'>,
  value: number,
  { subject = '', note = null }: Partial<Pick<AlertReading, 'subject' | 'note'>> = {},
): AlertReading {
  const isBad = rule.isBad === 'above' ? value > rule.threshold : value < rule.threshold;
  return { subject, isBad, value, note };
}
