import type { PagerDutyEvent } from '#server/adapters/notifications/notifications.ts';
import { instantOf } from '#server/clock.ts';
import { alertRule } from '#shared/alerts/alert-rules.ts';
import { formatAlertValue } from '#shared/alerts/alert-value.ts';
import type { AlertNotice } from './alert-board.ts';
import { titleOf } from './alert-message.ts';

const ACTIONS = {
  firing: 'trigger',
  reminder: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
} as const;

/** What the service for people on call is told; the id of a test makes one that says so. */
export function toPagerDutyEvent(
  notice: AlertNotice | string,
  { url, source, now }: { url: string; source: string; now: string },
): PagerDutyEvent {
  if (typeof notice === 'string') {
    return {
      action: 'trigger',
      dedupKey: `duetide-test-${notice}`,
      summary: 'Test: alerts of Duetide reach you here. Nothing is wrong.',
      source,
      severity: 'warning',
      at: now,
      component: 'duetide',
      details: {},
      url,
    };
  }
  const rule = alertRule(notice.rule);
  return {
    action: ACTIONS[notice.kind],
    dedupKey: `duetide-${notice.alertId}`,
    summary: titleOf(notice),
    source,
    severity: notice.severity === 'page' ? 'critical' : 'warning',
    at: instantOf(notice.since),
    component: notice.subject || 'duetide',
    details: {
      rule: rule.id,
      meaning: rule.meaning,
      firstStep: rule.firstStep,
      runbook: `docs/runbooks/${rule.id}.md`,
      ...(notice.value !== null && { value: formatAlertValue(rule.unit, notice.value) }),
      ...(notice.note !== null && { note: notice.note }),
    },
    url,
  };
}
