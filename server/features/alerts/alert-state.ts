import type { AlertRule, AlertRuleId } from '#shared/alerts/alert-rules.ts';

/** What a rule found about one thing at one moment. */
export interface AlertReading {
  /** What of several things it is about, such as the name of a circuit; empty where there is one. */
  readonly subject: string;
  readonly isBad: boolean;
  /** In the unit of the rule; null where there is nothing to count. */
  readonly value: number | null;
  /** One line more, such as the error of a job. */
  readonly note: string | null;
}

/** An alert that is not inactive. Instants are milliseconds since 1970. */
export interface Alert {
  readonly id: string;
  readonly rule: AlertRuleId;
  readonly subject: string;
  readonly phase: 'pending' | 'firing';
  /** Since when it has been bad. */
  readonly since: number;
  /** When it was last seen to be bad. */
  readonly badAt: number;
  readonly firedAt: number | null;
  /** Since when it has been good again; null while it is bad. */
  readonly clearSince: number | null;
  readonly value: number | null;
  readonly note: string | null;
  /** When somebody was last told that it fires; null: nobody was yet. */
  readonly toldAt: number | null;
  readonly isAcknowledgementTold: boolean;
}

export interface AlertStep {
  /** Null: inactive. */
  readonly alert: Alert | null;
  readonly change: 'fired' | 'resolved' | null;
}

/** Nobody looked for so long that what was pending may have been good in between. */
export const LONGEST_GAP_MS = 60_000;

type Timing = Pick<AlertRule, 'for' | 'keepFiringFor'> & { readonly id: AlertRuleId };

/**
 * inactive → pending → firing → inactive, by what was read last. Firing ends only when it has been
 * good for `keepFiringFor`, so that a fault that comes and goes is one alert.
 */
export function stepAlert(
  alert: Alert | null,
  reading: AlertReading,
  rule: Timing,
  { now, newId }: { now: number; newId: () => string },
): AlertStep {
  if (!reading.isBad) return stepGood(alert, rule, now);
  const isStale = alert?.phase === 'pending' && now - alert.badAt > LONGEST_GAP_MS;
  const present: Alert =
    alert === null || isStale ? begin(reading, rule.id, now, alert?.id ?? newId()) : alert;
  const { value, note } = reading;
  const seen: Alert = { ...present, badAt: now, clearSince: null, value, note };
  const isDue = seen.phase === 'pending' && now - seen.since >= rule.for * 1_000;
  return isDue
    ? { alert: { ...seen, phase: 'firing', firedAt: now }, change: 'fired' }
    : { alert: seen, change: null };
}

function stepGood(alert: Alert | null, rule: Timing, now: number): AlertStep {
  if (alert === null || alert.phase === 'pending') return { alert: null, change: null };
  const clearSince = alert.clearSince ?? now;
  if (now - clearSince < rule.keepFiringFor * 1_000) {
    return { alert: { ...alert, clearSince }, change: null };
  }
  return { alert: null, change: 'resolved' };
}

function begin(reading: AlertReading, rule: AlertRuleId, now: number, id: string): Alert {
  return {
    id,
    rule,
    subject: reading.subject,
    phase: 'pending',
    since: now,
    badAt: now,
    firedAt: null,
    clearSince: null,
    value: reading.value,
    note: reading.note,
    toldAt: null,
    isAcknowledgementTold: false,
  };
}
