import type { Counter, Metrics } from '#server/observability/metrics/metric-registry.ts';
import { NOTICE_KINDS, type NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import type { SendOutcome } from './deliver-request.ts';

/** As mails are counted: what failed for now is sent again. */
const OUTCOMES: Readonly<Record<SendOutcome['kind'], string>> = {
  delivered: 'sent',
  refused: 'refused',
  retry: 'failed',
};

/** @returns how to count what became of one message, also of those that only test a channel */
export function createMessageTally(
  metrics: Metrics,
): (kind: NoticeKind, outcome: SendOutcome['kind']) => void {
  const messages = metrics.counter({
    name: 'duetide_messages_total',
    help: 'Messages to members: taken, refused for good, and failed for now.',
    labels: ['kind', 'outcome'],
  });
  const counters = new Map<string, Counter>();
  for (const kind of NOTICE_KINDS) {
    for (const [outcome, name] of Object.entries(OUTCOMES)) {
      counters.set(`${kind} ${outcome}`, messages.of({ kind, outcome: name }));
    }
  }
  return (kind, outcome) => counters.get(`${kind} ${outcome}`)?.add();
}
