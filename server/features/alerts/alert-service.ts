import { type Clock, instantOf } from '#server/clock.ts';
import { invalidInput } from '#server/invalid-input.ts';
import { setAlertRules } from '#shared/alerts/alert-rule-settings.ts';
import { ALERT_RULE_IDS, type AlertRuleId, alertRule } from '#shared/alerts/alert-rules.ts';
import { AppError } from '#shared/app-error.ts';
import type {
  AlertIncidentView,
  AlertRuleView,
  AlertsView,
  AlertView,
} from '#shared/schemas/alert-schemas.ts';
import {
  type AlertDocuments,
  NO_QUIET,
  type QuietDocument,
  type QuietSpan,
  quietTimesOf,
} from './alert-documents.ts';
import { isQuiet } from './alert-notices.ts';
import type { AlertIncident, AlertRepository } from './alert-repository.ts';
import type { Alert } from './alert-state.ts';

const MOST_INCIDENTS = 500;
const MOST_SPANS = 100;
const MOST_ACKNOWLEDGEMENTS = 500;
const LONGEST_QUIET_MS = 30 * 86_400_000;

export interface AlertServiceDeps {
  documents: AlertDocuments;
  incidents: Pick<AlertRepository, 'listIncidents'>;
  clock: Clock;
}

export type AlertService = ReturnType<typeof createAlertService>;

/** What operators see of alerts, and decide about them. */
export function createAlertService({ documents, incidents, clock }: AlertServiceDeps) {
  async function readQuiet(): Promise<QuietDocument> {
    return (await documents.read('quiet')).content ?? NO_QUIET;
  }

  function assertSpan(from: number, until: number): void {
    const now = clock.now();
    if (until <= Math.max(now, from)) throw invalidInput('/until', 'must be later');
    if (until - Math.max(now, from) > LONGEST_QUIET_MS) {
      throw invalidInput('/until', 'must be at most 30 days later');
    }
  }

  /** @param span `from` null: from now on */
  async function addSpan(
    span: Omit<QuietSpan, 'createdAt' | 'from'> & { from: number | null },
  ): Promise<QuietSpan> {
    const createdAt = clock.now();
    const added: QuietSpan = { ...span, from: span.from ?? createdAt, createdAt };
    assertSpan(added.from, added.until);
    await documents.change('quiet', (present) => {
      const { spans, acknowledgements } = present ?? NO_QUIET;
      const live = spans.filter(({ id, until }) => until > clock.now() && id !== span.id);
      if (live.length >= MOST_SPANS) {
        throw new AppError('conflict', {
          detail: `There are ${MOST_SPANS} already: end one first`,
        });
      }
      return { spans: [...live, added], acknowledgements };
    });
    return added;
  }

  return {
    async list(): Promise<AlertsView> {
      const [{ content }, quiet, changed] = await Promise.all([
        documents.read('board'),
        readQuiet(),
        documents.read('rules'),
      ]);
      const rules = setAlertRules(changed.content?.changes ?? []);
      const alerts = content?.board.alerts ?? [];
      const now = clock.now();
      const items = [...rules.values()].map((rule): AlertRuleView => {
        const { id, title, severity, meaning, firstStep, unit, isBad, threshold } = rule;
        const own = alerts.filter((alert) => alert.rule === id);
        return {
          rule: id,
          title,
          severity,
          meaning,
          firstStep,
          runbook: `docs/runbooks/${id}.md`,
          unit,
          isBad,
          threshold,
          for: rule.for,
          isOn: rule.isOn,
          state: stateOf(own),
          quietUntil: quietUntil(quiet, id, now),
          alerts: own.map((alert) => viewOf(alert, quiet)),
        };
      });
      const evaluatedAt = content?.board.evaluatedAt;
      return { evaluatedAt: evaluatedAt ? instantOf(evaluatedAt) : null, items };
    },

    async history(from: number, to: number): Promise<{ items: AlertIncidentView[] }> {
      const found = await incidents.listIncidents({ from, to, limit: MOST_INCIDENTS });
      // Another version may have had other rules.
      const known = found.filter(({ rule }) => ALERT_RULE_IDS.includes(rule));
      return { items: known.map(incidentView) };
    },

    /** @returns how many alerts it now is said of that somebody takes care of them. */
    async acknowledge(rule: AlertRuleId, by: string): Promise<number> {
      const { content } = await documents.read('board');
      const firing = (content?.board.alerts ?? []).filter(
        (alert) => alert.rule === rule && alert.phase === 'firing',
      );
      if (firing.length === 0) {
        throw new AppError('conflict', { detail: 'This rule does not fire at the moment' });
      }
      const at = clock.now();
      await documents.change('quiet', (present) => {
        const { spans, acknowledgements } = present ?? NO_QUIET;
        const known = new Set(acknowledgements.map(({ alertId }) => alertId));
        const added = firing
          .filter(({ id }) => !known.has(id))
          .map(({ id }) => ({ alertId: id, at, by }));
        return {
          spans,
          acknowledgements: [...acknowledgements, ...added].slice(-MOST_ACKNOWLEDGEMENTS),
        };
      });
      return firing.length;
    },

    async spans(kind: QuietSpan['kind']): Promise<QuietSpan[]> {
      const { spans } = await readQuiet();
      return spans.filter((span) => span.kind === kind && span.until > clock.now());
    },

    addSpan,

    async endSpan(kind: QuietSpan['kind'], id: string): Promise<void> {
      await documents.change('quiet', (present) => {
        const { spans, acknowledgements } = present ?? NO_QUIET;
        const left = spans.filter((span) => !(span.kind === kind && span.id === id));
        if (left.length === spans.length) throw new AppError('not-found');
        return { spans: left, acknowledgements };
      });
    },
  };
}

function stateOf(alerts: readonly Alert[]): AlertRuleView['state'] {
  if (alerts.some(({ phase }) => phase === 'firing')) return 'firing';
  return alerts.length > 0 ? 'pending' : 'inactive';
}

function quietUntil(quiet: QuietDocument, rule: AlertRuleId, now: number): string | null {
  if (!isQuiet(quietTimesOf(quiet), rule, now)) return null;
  const ends = quiet.spans
    .filter((span) => (span.rule === null || span.rule === rule) && span.from <= now)
    .map(({ until }) => until);
  return instantOf(Math.max(...ends));
}

function viewOf(alert: Alert, { acknowledgements }: QuietDocument): AlertView {
  const { id, subject, phase, since, firedAt, clearSince, value, note } = alert;
  const acknowledged = acknowledgements.find(({ alertId }) => alertId === id);
  const orNull = (at: number | null) => (at === null ? null : instantOf(at));
  return {
    id,
    subject,
    phase,
    since: instantOf(since),
    firedAt: orNull(firedAt),
    clearSince: orNull(clearSince),
    value,
    note,
    acknowledgedAt: acknowledged ? instantOf(acknowledged.at) : null,
  };
}

function incidentView(incident: AlertIncident): AlertIncidentView {
  const { since, firedAt, resolvedAt, ...rest } = incident;
  return {
    ...rest,
    title: alertRule(incident.rule).title,
    since: instantOf(since),
    firedAt: instantOf(firedAt),
    resolvedAt: resolvedAt === null ? null : instantOf(resolvedAt),
    seconds: resolvedAt === null ? null : Math.round((resolvedAt - since) / 1_000),
  };
}
