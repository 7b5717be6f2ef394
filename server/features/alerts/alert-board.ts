import type { SetAlertRule } from '#shared/alerts/alert-rule-settings.ts';
import {
  ALERT_RULE_IDS,
  type AlertRule,
  type AlertRuleId,
  type AlertSeverity,
  alertRule,
} from '#shared/alerts/alert-rules.ts';
import type { AlertIncident } from './alert-repository.ts';
import { type Alert, type AlertReading, stepAlert } from './alert-state.ts';

/** What somebody is told of one alert. */
export interface AlertNotice {
  readonly kind: 'firing' | 'reminder' | 'acknowledged' | 'resolved';
  readonly alertId: string;
  readonly rule: AlertRuleId;
  /** As it was by then. */
  readonly severity: AlertSeverity;
  readonly threshold: number;
  readonly subject: string;
  readonly since: number;
  readonly firedAt: number;
  readonly resolvedAt: number | null;
  readonly value: number | null;
  readonly note: string | null;
}

export interface WaitingNotice {
  readonly receiverId: string;
  readonly since: number;
  readonly notice: AlertNotice;
}

/** One message on its way to one receiver. */
export interface OutboxMessage {
  /** The same at every try. */
  readonly id: string;
  readonly receiverId: string;
  readonly notices: readonly AlertNotice[];
  readonly createdAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}

/** What a receiver answered last. */
export interface ReceiverRecord {
  readonly deliveredAt: number | null;
  readonly faultAt: number | null;
  readonly words: string | null;
}

/** All that alerting has to remember: what is stored as one, so that another instance goes on. */
export interface AlertBoard {
  readonly evaluatedAt: number;
  readonly alerts: readonly Alert[];
  readonly waiting: readonly WaitingNotice[];
  readonly outbox: readonly OutboxMessage[];
  /** When messages to a receiver were made, for as long as that holds others up. */
  readonly recent: Readonly<Record<string, readonly number[]>>;
  readonly receivers: Readonly<Record<string, ReceiverRecord>>;
  /** What is still to be written into the history. */
  readonly unsaved: readonly AlertIncident[];
}

export const EMPTY_BOARD: AlertBoard = {
  evaluatedAt: 0,
  alerts: [],
  waiting: [],
  outbox: [],
  recent: {},
  receivers: {},
  unsaved: [],
};

/** Of things that a rule could find bad at once: what is more helps nobody. */
const MOST_SUBJECTS = 50;
const MOST_UNSAVED = 500;

export interface BoardChange {
  readonly board: AlertBoard;
  /** As they were when they ended. */
  readonly resolved: readonly Alert[];
}

/** Lays what one rule found over the board. What it no longer speaks of is good. */
export function applyReadings(
  board: AlertBoard,
  rule: Omit<SetAlertRule, 'impliedBy'>,
  readings: readonly AlertReading[],
  tools: { now: number; newId: () => string },
): BoardChange {
  const { id: ruleId } = rule;
  const present = board.alerts.filter((alert) => alert.rule === ruleId);
  const named = new Set(readings.map(({ subject }) => subject));
  const gone = present
    .filter(({ subject }) => !named.has(subject))
    .map(({ subject, value, note }) => ({ subject, isBad: false, value, note }));
  const next: Alert[] = [];
  const resolved: Alert[] = [];
  const incidents: AlertIncident[] = [];
  const isPresent = ({ subject }: AlertReading) => present.some((each) => each.subject === subject);
  // What is well and was well before is no subject, however much of it there is.
  const spokenOf = [
    ...readings.filter(isPresent),
    ...readings.filter((reading) => reading.isBad && !isPresent(reading)),
  ];
  for (const reading of [...gone, ...spokenOf.slice(0, Math.max(MOST_SUBJECTS, present.length))]) {
    const before = present.find(({ subject }) => subject === reading.subject) ?? null;
    const { alert, change } = stepAlert(before, reading, rule, tools);
    if (alert) next.push(alert);
    if (change === 'fired' && alert) incidents.push(incidentOf(alert, rule, null));
    if (change === 'resolved' && before) {
      resolved.push(before);
      incidents.push(incidentOf(before, rule, tools.now));
    }
  }
  const others = board.alerts.filter((alert) => alert.rule !== ruleId);
  const unsaved = [...board.unsaved, ...incidents].slice(-MOST_UNSAVED);
  return { board: { ...board, alerts: [...others, ...next], unsaved }, resolved };
}

/**
 * The board of whoever did this before, with what this instance saw by itself meanwhile, which is
 * newer.
 */
export function mergeBoards(stored: AlertBoard, own: AlertBoard): AlertBoard {
  const isOwn = ({ rule, subject }: Alert) =>
    own.alerts.some((each) => each.rule === rule && each.subject === subject);
  return {
    evaluatedAt: Math.max(stored.evaluatedAt, own.evaluatedAt),
    alerts: [...stored.alerts.filter((alert) => !isOwn(alert)), ...own.alerts],
    waiting: [...stored.waiting, ...own.waiting],
    outbox: [...stored.outbox, ...own.outbox],
    recent: { ...stored.recent, ...own.recent },
    receivers: { ...stored.receivers, ...own.receivers },
    unsaved: [...stored.unsaved, ...own.unsaved],
  };
}

/**
 * What this instance came to by itself, beyond what is stored and others go on from.
 * @param phases `firing`: what only was pending, others find out by themselves
 */
export function ownPart(
  board: AlertBoard,
  common: AlertBoard,
  phases: 'firing' | 'all',
): AlertBoard {
  const known = new Set(common.alerts.map(({ id }) => id));
  const sent = new Set(common.outbox.map(({ id }) => id));
  const held = new Set(common.waiting.map(keyOf));
  return {
    ...board,
    alerts: board.alerts.filter(
      ({ id, phase }) => !known.has(id) && (phases === 'all' || phase === 'firing'),
    ),
    waiting: board.waiting.filter((each) => !held.has(keyOf(each))),
    outbox: board.outbox.filter(({ id }) => !sent.has(id)),
  };
}

/** As it would be had the system's time never been later than now: it was put back. */
export function withoutFuture(board: AlertBoard, now: number): AlertBoard {
  const past = (at: number) => Math.min(at, now);
  const pastOrNull = (at: number | null) => (at === null ? null : past(at));
  return {
    ...board,
    alerts: board.alerts.map((alert) => ({
      ...alert,
      since: past(alert.since),
      badAt: past(alert.badAt),
      firedAt: pastOrNull(alert.firedAt),
      clearSince: pastOrNull(alert.clearSince),
      toldAt: pastOrNull(alert.toldAt),
    })),
    waiting: board.waiting.map((each) => ({ ...each, since: past(each.since) })),
    outbox: board.outbox.map((message) => ({
      ...message,
      createdAt: past(message.createdAt),
      dueAt: past(message.dueAt),
    })),
    recent: Object.fromEntries(
      Object.entries(board.recent).map(([id, times]) => [id, times.map(past)]),
    ),
  };
}

/**
 * Without what this version knows no rule for, and with what an older one did not know: another
 * version may have written it, before an update or a step back.
 */
export function readableBoard(stored: Partial<AlertBoard>): AlertBoard {
  const board = { ...EMPTY_BOARD, ...stored };
  const isKnown = ({ rule }: { rule: AlertRuleId }) => ALERT_RULE_IDS.includes(rule);
  return {
    ...board,
    alerts: board.alerts.filter(isKnown),
    waiting: board.waiting
      .filter(({ notice }) => isKnown(notice))
      .map((each) => ({ ...each, notice: withLimits(each.notice) })),
    outbox: board.outbox
      .map((message) => ({ ...message, notices: message.notices.filter(isKnown).map(withLimits) }))
      .filter(({ notices }) => notices.length > 0),
    unsaved: board.unsaved.filter(isKnown),
  };
}

function withLimits(notice: AlertNotice): AlertNotice {
  const { severity, threshold } = alertRule(notice.rule);
  return {
    ...notice,
    severity: notice.severity ?? severity,
    threshold: notice.threshold ?? threshold,
  };
}

function keyOf({ receiverId, notice }: WaitingNotice): string {
  return `${receiverId} ${notice.alertId} ${notice.kind} ${notice.since}`;
}

function incidentOf(
  alert: Alert,
  rule: Pick<AlertRule, 'severity'>,
  resolvedAt: number | null,
): AlertIncident {
  const { id, subject, since, firedAt, value, note } = alert;
  return {
    id,
    rule: alert.rule,
    subject,
    severity: rule.severity,
    since,
    firedAt: firedAt ?? since,
    resolvedAt,
    value,
    note,
  };
}
