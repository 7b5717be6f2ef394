import type { AlertRuleChange } from '#shared/alerts/alert-rule-settings.ts';
import { ALERT_RULE_IDS, type AlertRuleId } from '#shared/alerts/alert-rules.ts';
import { AppError } from '#shared/app-error.ts';
import { type AlertBoard, readableBoard } from './alert-board.ts';
import type { QuietTimes } from './alert-notices.ts';
import type { StoredReceiver } from './alert-receivers.ts';
import type { AlertDocumentName, AlertRepository } from './alert-repository.ts';

/** Who evaluates, until when nobody else does, and what they know. */
export interface BoardDocument {
  readonly holder: string;
  readonly until: number;
  readonly board: AlertBoard;
}

/** Nobody is told in between. Instants are milliseconds since 1970. */
export interface QuietSpan {
  readonly id: string;
  /** A silence is about what is known; a maintenance window is planned and about everything. */
  readonly kind: 'silence' | 'maintenance';
  /** Null: all rules. */
  readonly rule: AlertRuleId | null;
  readonly reason: string;
  readonly from: number;
  readonly until: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface Acknowledgement {
  readonly alertId: string;
  readonly at: number;
  readonly by: string;
}

export interface QuietDocument {
  readonly spans: readonly QuietSpan[];
  readonly acknowledgements: readonly Acknowledgement[];
}

export interface ReceiversDocument {
  readonly receivers: readonly StoredReceiver[];
}

/** What is other than by default. */
export interface RulesDocument {
  readonly changes: readonly AlertRuleChange[];
}

interface Documents {
  board: BoardDocument;
  quiet: QuietDocument;
  receivers: ReceiversDocument;
  rules: RulesDocument;
}

export interface Read<Content> {
  /** Null: there is none yet. */
  readonly version: number | null;
  readonly content: Content | null;
}

const ATTEMPTS = 5;

type Reading = { [Name in AlertDocumentName]: (stored: Documents[Name]) => Documents[Name] };

/** Of what another version wrote, that which this one knows. */
const READING: Reading = {
  board: (stored) => ({ ...stored, board: readableBoard(stored.board) }),
  quiet: (stored) => ({
    ...stored,
    spans: stored.spans.filter(({ rule }) => rule === null || ALERT_RULE_IDS.includes(rule)),
  }),
  receivers: (stored) => stored,
  rules: (stored) => stored,
};

/** The documents as what they hold; they were written by this program, or by a backup of it. */
export function createAlertDocuments(alerts: AlertRepository) {
  async function read<Name extends AlertDocumentName>(name: Name): Promise<Read<Documents[Name]>> {
    const found = await alerts.findDocument(name);
    return found
      ? { version: found.version, content: READING[name](JSON.parse(found.content)) }
      : { version: null, content: null };
  }

  function put<Name extends AlertDocumentName>(
    name: Name,
    content: Documents[Name],
    expectedVersion: number | null,
  ): Promise<boolean> {
    return alerts.putDocument(name, JSON.stringify(content), expectedVersion);
  }

  return {
    read,
    put,
    /**
     * Lays a change over whatever is there by then.
     * @throws AppError `conflict` where others are always faster.
     */
    async change<Name extends AlertDocumentName>(
      name: Name,
      change: (present: Documents[Name] | null) => Documents[Name],
    ): Promise<Documents[Name]> {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { version, content } = await read(name);
        const next = change(content);
        if (await put(name, next, version)) return next;
      }
      throw new AppError('conflict');
    },
  };
}

export type AlertDocuments = ReturnType<typeof createAlertDocuments>;

export const NO_QUIET: QuietDocument = { spans: [], acknowledgements: [] };

export function quietTimesOf({ spans, acknowledgements }: QuietDocument): QuietTimes {
  return { spans, acknowledged: new Set(acknowledgements.map(({ alertId }) => alertId)) };
}
