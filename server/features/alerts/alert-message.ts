import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';
import { instantOf } from '#server/clock.ts';
import { alertRule } from '#shared/alerts/alert-rules.ts';
import { formatAlertValue } from '#shared/alerts/alert-value.ts';
import type { AlertNotice, OutboxMessage } from './alert-board.ts';

const STATES: Readonly<Record<AlertNotice['kind'], string>> = {
  firing: 'Firing',
  reminder: 'Still firing',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
};

/** One message about one alert or several, the worst first. */
export function writeAlertMessage(
  { id, notices }: Pick<OutboxMessage, 'id' | 'notices'>,
  publicUrl: string,
): ChannelMessage {
  const sorted = notices.toSorted((left, right) => rankOf(left) - rankOf(right));
  const [first] = sorted;
  const others = sorted.length - 1;
  return {
    id,
    kind: 'alert',
    locale: 'en',
    title: first ? `${titleOf(first)}${others > 0 ? ` and ${others} more` : ''}` : 'Alerts',
    body: sorted.map(describe).join('\n\n'),
    url: `${publicUrl}/console/alerts`,
    priority: sorted.some((notice) => isPage(notice) && notice.kind !== 'resolved')
      ? 'high'
      : 'normal',
  };
}

/** State, severity and rule: all that a locked phone shows. */
export function titleOf(notice: AlertNotice): string {
  const { title } = alertRule(notice.rule);
  return `[${STATES[notice.kind]}, ${notice.severity}] ${title}${subjectOf(notice)}`;
}

function describe(notice: AlertNotice): string {
  const rule = alertRule(notice.rule);
  const { value, resolvedAt, note } = notice;
  const limit = formatAlertValue(rule.unit, notice.threshold);
  const isChanged = notice.threshold !== rule.threshold;
  const usual = isChanged ? ` (${formatAlertValue(rule.unit, rule.threshold)} by default)` : '';
  const seconds = resolvedAt === null ? 0 : Math.round((resolvedAt - notice.since) / 1_000);
  return [
    titleOf(notice),
    rule.meaning,
    value === null
      ? null
      : `Value: ${formatAlertValue(rule.unit, value)}, alerts ${rule.isBad} ${limit}${usual}`,
    note === null ? null : `Details: ${note}`,
    `Since: ${instantOf(notice.since)}`,
    resolvedAt === null
      ? `First step: ${rule.firstStep}`
      : `Resolved: ${instantOf(resolvedAt)}, after ${durationOf(seconds)}`,
    `Runbook: docs/runbooks/${notice.rule}.md`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function subjectOf({ subject }: AlertNotice): string {
  return subject ? `: ${subject}` : '';
}

function isPage({ severity }: AlertNotice): boolean {
  return severity === 'page';
}

function rankOf(notice: AlertNotice): number {
  return (notice.kind === 'resolved' ? 2 : 0) + (isPage(notice) ? 0 : 1);
}

function durationOf(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
