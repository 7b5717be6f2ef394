import {
  type SetAlertRule,
  type SetAlertRules,
  setAlertRule,
} from '#shared/alerts/alert-rule-settings.ts';
import { type AlertRuleId, type AlertSeverity, alertRule } from '#shared/alerts/alert-rules.ts';
import type { AlertBoard, AlertNotice, OutboxMessage, WaitingNotice } from './alert-board.ts';
import type { Alert } from './alert-state.ts';

/** To whom something is told, without how. */
export interface NoticeReceiver {
  readonly id: string;
  /** `page`: only of what is one. */
  readonly leastSeverity: AlertSeverity;
  /** Whether it wants each alert by itself, and hears of acknowledgements: a service for people on call. */
  readonly isIncidentService: boolean;
}

/** What operators decided about alerts. Instants are milliseconds since 1970. */
export interface QuietTimes {
  /** Nobody is told of `rule` (null: of any) in between. */
  readonly spans: readonly { rule: AlertRuleId | null; from: number; until: number }[];
  /** Ids of alerts that somebody takes care of. */
  readonly acknowledged: ReadonlySet<string>;
}

/** Whoever does not say that they take care of it is told again. */
const REPEAT_MS: Readonly<Record<AlertSeverity, number>> = { page: 3_600_000, warning: 86_400_000 };
/** After so many messages within the time, further ones wait and go together. */
const CALM = { messages: 4, within: 300_000, wait: 30_000 };
const MOST_MESSAGES = 300;

/** Decides who is told of what, now that alerts are as they are. */
export function noticesFor(
  board: AlertBoard,
  resolved: readonly Alert[],
  receivers: readonly NoticeReceiver[],
  quiet: QuietTimes,
  { now, rules }: { now: number; rules: SetAlertRules },
): AlertBoard {
  const waiting: WaitingNotice[] = [...board.waiting];

  function tell(alert: Alert, kind: AlertNotice['kind']): boolean {
    const rule = setAlertRule(rules, alert.rule);
    const { severity } = rule;
    const told = receivers.filter(
      ({ leastSeverity, isIncidentService }) =>
        (severity === 'page' || leastSeverity === 'warning') &&
        (kind !== 'acknowledged' || isIncidentService),
    );
    const resolvedAt = kind === 'resolved' ? now : null;
    const notice = noticeOf(alert, rule, kind, resolvedAt);
    for (const { id } of told) waiting.push({ receiverId: id, since: now, notice });
    return told.length > 0;
  }

  const firing = board.alerts.filter(({ phase }) => phase === 'firing');
  const alerts = board.alerts.map((alert): Alert => {
    if (alert.phase !== 'firing') return alert;
    const isAcknowledged = quiet.acknowledged.has(alert.id);
    if (isAcknowledged && alert.toldAt !== null && !alert.isAcknowledgementTold) {
      tell(alert, 'acknowledged');
      return { ...alert, isAcknowledgementTold: true };
    }
    const isHushed = isQuiet(quiet, alert.rule, now) || isImplied(alert, firing);
    if (isAcknowledged || isHushed) return alert;
    if (alert.toldAt === null) return tell(alert, 'firing') ? { ...alert, toldAt: now } : alert;
    // What has gone and is only held on is no reason to wake somebody again.
    const isDue =
      alert.clearSince === null &&
      now - alert.toldAt >= repeatAfter(setAlertRule(rules, alert.rule));
    return isDue && tell(alert, 'reminder') ? { ...alert, toldAt: now } : alert;
  });
  for (const alert of resolved) if (alert.toldAt !== null) tell(alert, 'resolved');
  return { ...board, alerts, waiting };
}

/** Makes messages of what waits: at once, unless a receiver got several in short order. */
export function fillOutbox(
  board: AlertBoard,
  receivers: readonly NoticeReceiver[],
  { now, newId }: { now: number; newId: () => string },
): AlertBoard {
  const outbox: OutboxMessage[] = [...board.outbox];
  const recent: Record<string, readonly number[]> = {};
  const waiting: WaitingNotice[] = [];
  for (const { id: receiverId, isIncidentService } of receivers) {
    const own = board.waiting.filter((each) => each.receiverId === receiverId);
    const times = (board.recent[receiverId] ?? []).filter((at) => now - at < CALM.within);
    const [first] = own;
    const isCalm = times.length < CALM.messages || isIncidentService;
    const isOver = first !== undefined && now - first.since >= CALM.wait;
    if (first === undefined || !(isCalm || isOver)) {
      waiting.push(...own);
      if (times.length > 0) recent[receiverId] = times;
      continue;
    }
    const notices = own.map(({ notice }) => notice);
    const groups = isIncidentService ? notices.map((notice) => [notice]) : [notices];
    for (const group of groups) {
      outbox.push({
        id: newId(),
        receiverId,
        notices: group,
        createdAt: now,
        dueAt: now,
        attempts: 0,
      });
    }
    recent[receiverId] = [...times, now];
  }
  return { ...board, waiting, outbox: outbox.slice(-MOST_MESSAGES), recent };
}

export function isQuiet({ spans }: QuietTimes, rule: AlertRuleId, now: number): boolean {
  return spans.some(
    (span) => (span.rule === null || span.rule === rule) && span.from <= now && now < span.until,
  );
}

function isImplied({ rule, subject }: Alert, firing: readonly Alert[]): boolean {
  const { impliedBy } = alertRule(rule);
  return firing.some((other) => impliedBy.includes(other.rule) && other.subject === subject);
}

function repeatAfter({ severity }: SetAlertRule): number {
  return REPEAT_MS[severity];
}

function noticeOf(
  alert: Alert,
  { severity, threshold }: SetAlertRule,
  kind: AlertNotice['kind'],
  resolvedAt: number | null,
): AlertNotice {
  const { id: alertId, rule, subject, since, firedAt, value, note } = alert;
  return {
    kind,
    alertId,
    rule,
    severity,
    threshold,
    subject,
    since,
    firedAt: firedAt ?? since,
    resolvedAt,
    value,
    note,
  };
}
