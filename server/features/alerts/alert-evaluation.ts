import { within } from '#server/resilience/time-limit.ts';
import type { SetAlertRule, SetAlertRules } from '#shared/alerts/alert-rule-settings.ts';
import type { AlertRuleId } from '#shared/alerts/alert-rules.ts';
import { type AlertBoard, applyReadings } from './alert-board.ts';
import { ALERT_DETECTORS, LOCAL_RULES } from './alert-detectors.ts';
import type { AlertSignals } from './alert-signals.ts';
import type { Alert, AlertReading } from './alert-state.ts';

/** A rule that cannot be read by then stays as it is until the next look. */
const LIMIT_MS = 5_000;

export interface Evaluation {
  readonly board: AlertBoard;
  readonly resolved: readonly Alert[];
  /** Rules that could not be read, and why. */
  readonly unread: readonly { rule: AlertRuleId; error: unknown }[];
  readonly read: number;
}

/** `own`: what an instance sees by itself; `present`: only how it is with what is on the board. */
export type EvaluationScope = 'all' | 'own' | 'present';

export interface EvaluationTools {
  readonly signals: AlertSignals;
  readonly rules: SetAlertRules;
  readonly now: number;
  readonly newId: () => string;
}

/** Reads the rules and lays what they found over the board. */
export async function evaluateRules(
  board: AlertBoard,
  scope: EvaluationScope,
  { signals, rules: present, now, newId }: EvaluationTools,
): Promise<Evaluation> {
  const rules = [...present.values()].filter(({ id }) => {
    if (scope === 'present') return board.alerts.some(({ rule }) => rule === id);
    return scope === 'all' || LOCAL_RULES.has(id);
  });
  const isAsked = (id: AlertRuleId, { subject }: AlertReading) =>
    scope !== 'present' ||
    board.alerts.some((alert) => alert.rule === id && alert.subject === subject);
  const readings = await Promise.all(
    rules.map(async (rule): Promise<Found> => {
      // What it said is over at once: nobody wants to hear of it.
      if (!rule.isOn) return { rule: { ...rule, keepFiringFor: 0 }, readings: [] };
      try {
        const work = Promise.resolve(ALERT_DETECTORS[rule.id]({ signals, rule, now }));
        const late = () => new Error(`Reading ${rule.id} took too long`);
        const found = await within(LIMIT_MS, work, late);
        return { rule, readings: found.filter((each) => isAsked(rule.id, each)) };
      } catch (error) {
        return { rule, error };
      }
    }),
  );
  let next = board;
  const resolved: Alert[] = [];
  for (const found of readings) {
    if (!('readings' in found)) continue;
    const change = applyReadings(next, found.rule, found.readings, { now, newId });
    next = change.board;
    resolved.push(...change.resolved);
  }
  const unread = readings.flatMap((found) =>
    'error' in found ? [{ rule: found.rule.id, error: found.error }] : [],
  );
  return {
    board: { ...next, evaluatedAt: now },
    resolved,
    unread,
    read: readings.length - unread.length,
  };
}

type Found =
  | { rule: SetAlertRule; readings: readonly AlertReading[] }
  | { rule: SetAlertRule; error: unknown };
