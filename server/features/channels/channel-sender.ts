import type { Mail } from '#server/adapters/mail/mail.ts';
import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';
import { instantOf } from '#server/clock.ts';
import { noticeTemplate } from '#server/mail-templates/notice-template.ts';
import { writeMail } from '#server/mail-templates/write-mail.ts';
import type { SecretBox } from '#server/secrets/secret-box.ts';
import { AppError } from '#shared/app-error.ts';
import type { ChannelOwner, ChannelRepository, StoredChannel } from './channel-repository.ts';
import { createChannelSettings } from './channel-settings.ts';
import { deliverMail } from './deliver-mail.ts';
import { type DeliverDeps, deliverRequest, type SendOutcome } from './deliver-request.ts';

export interface ChannelSenderDeps extends DeliverDeps {
  store: ChannelRepository;
  secrets: SecretBox;
  /** Null: mails of this installation reach nobody but its log. */
  mail: Mail | null;
  /** The address of a member's account; null where there is no such account any more. */
  addressOf(userId: string): Promise<string | null>;
  publicUrl(): string;
  /** Hears what became of each message. */
  count?(kind: StoredChannel['kind'], outcome: SendOutcome['kind']): void;
}

export interface ChannelSender {
  /**
   * Sends one message, once: whoever wants more tries again after `after`, with the same message.
   * A refusal for good is noted at the channel, and forgotten with the next delivery.
   */
  send(owner: ChannelOwner, channelId: string, message: ChannelMessage): Promise<SendOutcome>;
}

const DELETED: SendOutcome = { kind: 'refused', isGone: true, words: 'The channel was deleted' };
const NO_ACCOUNT: SendOutcome = { kind: 'refused', isGone: true, words: 'The account was deleted' };
const NO_MAIL_SERVER: SendOutcome = {
  kind: 'refused',
  isGone: false,
  words: 'No mail server is set up here: whoever runs this installation has to set SMTP_URL',
};
const UNREADABLE: SendOutcome = {
  kind: 'refused',
  isGone: false,
  words: 'Its password or token cannot be read any more: enter it again',
};

export function createChannelSender(deps: ChannelSenderDeps): ChannelSender {
  const { store, mail, clock } = deps;
  const settingsStore = createChannelSettings(deps.secrets);

  async function deliver(
    owner: ChannelOwner,
    channel: StoredChannel,
    message: ChannelMessage,
  ): Promise<SendOutcome> {
    const settings = settingsStore.read(owner, channel);
    if (!settings) return UNREADABLE;
    if (settings.kind !== 'mail') return deliverRequest(deps, settings, message);
    if (!mail) return NO_MAIL_SERVER;
    const address = await deps.addressOf(owner.userId);
    if (address === null) return NO_ACCOUNT;
    const settingsUrl = `${deps.publicUrl()}/settings/notifications`;
    return deliverMail(mail, writeMail(address, noticeTemplate.write({ message, settingsUrl })));
  }

  /** With that, what a former key sealed is sealed with the present one. A channel that was changed while the message was on its way is left as it is. */
  async function note(
    owner: ChannelOwner,
    channel: StoredChannel,
    outcome: SendOutcome,
  ): Promise<void> {
    if (outcome.kind === 'retry') return;
    const words = outcome.kind === 'refused' ? outcome.words : null;
    const renewed = settingsStore.renew(owner, channel);
    if (words === channel.faultWords && renewed === channel) return;
    const faultAt = words === null ? null : instantOf(clock.now());
    await store.replace(owner, { ...renewed, faultAt, faultWords: words }, channel.version);
  }

  return {
    async send(owner, channelId, message) {
      const channel = await store.find(owner, channelId);
      if (!channel || channel.deletedAt !== null) return DELETED;
      const outcome = await deliver(owner, channel, message);
      deps.count?.(channel.kind, outcome.kind);
      // What was delivered stays delivered: whoever is told of a failure sends it again.
      await note(owner, channel, outcome).catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === 'unavailable')) throw error;
      });
      return outcome;
    },
  };
}
