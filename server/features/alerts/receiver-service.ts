import { instantOf } from '#server/clock.ts';
import type { NewId } from '#server/ids.ts';
import { AppError } from '#shared/app-error.ts';
import type {
  AlertReceiversView,
  AlertReceiverView,
  PutAlertReceivers,
} from '#shared/schemas/alert-receiver-schemas.ts';
import type { ChannelTest } from '#shared/schemas/channel-resource-schemas.ts';
import type { ReceiverRecord } from './alert-board.ts';
import type { AlertDocuments } from './alert-documents.ts';
import type { DeliveryOutcome } from './alert-outbox.ts';
import type { ReceiverVault, StoredReceiver } from './alert-receivers.ts';
import type { AlertSender } from './alert-sender.ts';
import { OPERATOR_RECEIVER } from './receiver-book.ts';

export interface ReceiverServiceDeps {
  documents: AlertDocuments;
  vault: ReceiverVault;
  sender: AlertSender;
  hasMail: boolean;
  operatorAddress(): Promise<string | null>;
  newId: NewId;
}

export type ReceiverService = ReturnType<typeof createReceiverService>;

/** Who is told, as operators see and change it. Nobody reads a secret of it again. */
export function createReceiverService(deps: ReceiverServiceDeps) {
  const { documents, vault, sender, hasMail } = deps;

  async function list(): Promise<AlertReceiversView> {
    const [{ version, content }, board, address] = await Promise.all([
      documents.read('receivers'),
      documents.read('board'),
      deps.operatorAddress(),
    ]);
    const records = board.content?.board.receivers ?? {};
    return {
      version: version ?? 0,
      receivers: (content?.receivers ?? []).map((each) => viewOf(each, records[each.id])),
      fallback:
        address === null
          ? null
          : { address, isReachable: hasMail, ...recordView(records[OPERATOR_RECEIVER]) },
    };
  }

  async function settingsOf(id: string) {
    if (id === OPERATOR_RECEIVER) {
      const to = await deps.operatorAddress();
      if (to === null) throw new AppError('not-found');
      return { kind: 'mail', to } as const;
    }
    const { content } = await documents.read('receivers');
    const receiver = content?.receivers.find((each) => each.id === id);
    if (!receiver) throw new AppError('not-found');
    return vault.open(receiver);
  }

  return {
    list,

    /** @throws AppError `version-mismatch` where somebody else changed them meanwhile. */
    async put(
      { receivers }: PutAlertReceivers,
      expected: number | undefined,
    ): Promise<AlertReceiversView> {
      const { version, content } = await documents.read('receivers');
      if (expected !== undefined && expected !== (version ?? 0))
        throw new AppError('version-mismatch');
      const sealed = vault.seal(receivers, content?.receivers ?? []);
      if (!(await documents.put('receivers', { receivers: sealed }, version))) {
        throw new AppError('version-mismatch');
      }
      return list();
    },

    /** Sends a test and answers what the service answered. */
    async test(id: string): Promise<ChannelTest> {
      const settings = await settingsOf(id);
      if (!settings) {
        return {
          outcome: 'refused',
          words: 'Its key cannot be read: enter it again',
          isGone: false,
        };
      }
      const outcome = await sender.sendTest(settings, deps.newId());
      return testView(outcome);
    },
  };
}

function viewOf(receiver: StoredReceiver, record: ReceiverRecord | undefined): AlertReceiverView {
  const { id, name, kind, leastSeverity, isOn, settings, secrets } = receiver;
  return {
    id,
    name,
    kind,
    leastSeverity,
    isOn,
    settings: settings as AlertReceiverView['settings'],
    secrets: Object.keys(secrets),
    ...recordView(record),
  };
}

function recordView(record: ReceiverRecord | undefined) {
  const { deliveredAt = null, faultAt = null, words = null } = record ?? {};
  return {
    deliveredAt: deliveredAt === null ? null : instantOf(deliveredAt),
    fault: faultAt === null || words === null ? null : { at: instantOf(faultAt), words },
  };
}

function testView(outcome: DeliveryOutcome): ChannelTest {
  if (outcome.kind === 'delivered') return { outcome: 'delivered' };
  if (outcome.kind === 'refused')
    return { outcome: 'refused', words: outcome.words, isGone: false };
  const { words, after } = outcome;
  return { outcome: 'failed', words, isReached: after !== null, retryAfter: after };
}
