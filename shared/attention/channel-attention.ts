import type { AttentionFinding } from '#shared/schemas/attention-schemas.ts';
import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import { someNames } from './some-names.ts';

export interface WatchedChannel {
  id: string;
  name: string;
  kind: NoticeKind;
  /** Both null, or neither: why it refused what was sent last. */
  faultAt: string | null;
  faultWords: string | null;
}

/** Something that was to be sent, and was refused or given up. */
export interface FailedDelivery {
  channelId: string;
  /** The subscription's or the payment method's; null if it is gone, or was a message of several. */
  name: string | null;
  at: string;
  /** What the channel answered. */
  words: string | null;
}

/**
 * The channels that did not do what they are for. One that failed to deliver says that, and not
 * besides that it is at fault.
 */
export function channelAttention(
  channels: readonly WatchedChannel[],
  failed: readonly FailedDelivery[],
): AttentionFinding[] {
  return channels.flatMap(({ id, name, kind, faultAt, faultWords }): AttentionFinding[] => {
    const channel = { id, name, kind };
    const missed = failed
      .filter(({ channelId }) => channelId === id)
      .sort((a, b) => (a.at < b.at ? 1 : -1));
    const [last] = missed;
    if (last) {
      const { at, words } = last;
      const names = someNames(missed.flatMap((each) => each.name ?? []));
      // A later failure is news.
      const key = `delivery-failed.${id}.${Date.parse(at)}`;
      return [{ kind: 'delivery-failed', key, urgency: 'now', channel, at, words, ...names }];
    }
    if (faultAt === null || faultWords === null) return [];
    const key = `channel-fault.${id}.${Date.parse(faultAt)}`;
    return [
      { kind: 'channel-fault', key, urgency: 'now', channel, at: faultAt, words: faultWords },
    ];
  });
}

/** For a member who is reached nowhere, where there is something to be told of. */
export const NO_CHANNEL: AttentionFinding = {
  kind: 'no-channel',
  key: 'no-channel',
  urgency: 'later',
};
