import type { AlertRuleId, AlertSeverity } from '#shared/alerts/alert-rules.ts';

export const ALERT_DOCUMENTS = ['board', 'quiet', 'receivers', 'rules'] as const;
/** `board`: the evaluator's; the others: what operators decided. */
export type AlertDocumentName = (typeof ALERT_DOCUMENTS)[number];

export interface AlertDocument {
  readonly version: number;
  /** JSON. */
  readonly content: string;
}

/** One time that an alert fired. Instants are milliseconds since 1970. */
export interface AlertIncident {
  readonly id: string;
  readonly rule: AlertRuleId;
  readonly subject: string;
  readonly severity: AlertSeverity;
  readonly since: number;
  readonly firedAt: number;
  /** Null while it fires. */
  readonly resolvedAt: number | null;
  readonly value: number | null;
  readonly note: string | null;
}

/** What alerting remembers. It is the installation's: nothing of it belongs to a household. */
export interface AlertRepository {
  findDocument(name: AlertDocumentName): Promise<AlertDocument | null>;
  /**
   * Puts a document in the place of the one with that version, or where there is none (null), with
   * the next version. @returns whether that was so; otherwise nothing changed.
   */
  putDocument(
    name: AlertDocumentName,
    content: string,
    expectedVersion: number | null,
  ): Promise<boolean>;
  /** Inserts or replaces. */
  putIncident(incident: AlertIncident): Promise<void>;
  /** Those that fired before `to` and had not been resolved before `from`: newest first, then by id. */
  listIncidents(list: { from: number; to: number; limit: number }): Promise<AlertIncident[]>;
  /** Forgets what was resolved before. @returns how many */
  purgeIncidents(resolvedBefore: number): Promise<number>;
}
