import type { OutboxMessage } from './alert-board.ts';
import type { AlertDocuments } from './alert-documents.ts';
import type { ReceiverBook } from './alert-evaluator.ts';
import type { ReceiverVault, StoredReceiver } from './alert-receivers.ts';
import type { AlertSender } from './alert-sender.ts';

/** Whom to tell while nobody said whom. */
export const OPERATOR_RECEIVER = 'operator';

export interface ReceiverBookDeps {
  documents: Pick<AlertDocuments, 'read'>;
  vault: Pick<ReceiverVault, 'open'>;
  sender: AlertSender;
  /** Whether mails leave. */
  hasMail: boolean;
  operatorAddress(): Promise<string | null>;
}

/** Who is told, held in memory, so that they are known while the database is away. */
export function createReceiverBook(deps: ReceiverBookDeps): ReceiverBook {
  const { documents, vault, sender, hasMail } = deps;
  let stored: readonly StoredReceiver[] = [];
  let operator: string | null = null;

  const isFallbackUsed = () => operator !== null && hasMail && !stored.some(({ isOn }) => isOn);

  return {
    list() {
      if (isFallbackUsed()) {
        return [{ id: OPERATOR_RECEIVER, leastSeverity: 'page', isIncidentService: false }];
      }
      return stored
        .filter(({ isOn }) => isOn)
        .map(({ id, leastSeverity, kind }) => ({
          id,
          leastSeverity,
          isIncidentService: kind === 'pagerduty',
        }));
    },

    async refresh() {
      stored = (await documents.read('receivers')).content?.receivers ?? [];
      operator = await deps.operatorAddress();
    },

    async deliver(message: OutboxMessage) {
      if (message.receiverId === OPERATOR_RECEIVER) {
        return operator === null
          ? { kind: 'refused', words: 'There is no operator any more' }
          : sender.send({ kind: 'mail', to: operator }, message);
      }
      const receiver = stored.find(({ id }) => id === message.receiverId);
      const settings = receiver && vault.open(receiver);
      return settings
        ? sender.send(settings, message)
        : { kind: 'refused', words: 'Its password or key cannot be read any more: enter it again' };
    },
  };
}
