import type { Mail, MailMessage } from '#server/adapters/mail/mail.ts';
import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';
import { writeMail } from '#server/mail-templates/write-mail.ts';
import { AppError } from '#shared/app-error.ts';
import type { AlertReceiverSettings } from '#shared/schemas/alert-receiver-schemas.ts';
import type { AlertNotice, OutboxMessage } from './alert-board.ts';
import { writeAlertMessage } from './alert-message.ts';
import type { DeliveryOutcome } from './alert-outbox.ts';

type ChannelReceiver = Exclude<AlertReceiverSettings, { kind: 'mail' | 'pagerduty' }>;
type PagerDutyReceiver = Extract<AlertReceiverSettings, { kind: 'pagerduty' }>;

export interface AlertSenderDeps {
  /** Null: mails of this installation reach nobody but its log. */
  mail: Mail | null;
  sendMail(mail: Mail, message: MailMessage): Promise<DeliveryOutcome>;
  sendToChannel(settings: ChannelReceiver, message: ChannelMessage): Promise<DeliveryOutcome>;
  /** A notice, or the id of a test. */
  sendToPagerDuty(
    settings: PagerDutyReceiver,
    notice: AlertNotice | string,
    url: string,
  ): Promise<DeliveryOutcome>;
  publicUrl(): string;
}

export interface AlertSender {
  send(
    settings: AlertReceiverSettings,
    message: Pick<OutboxMessage, 'id' | 'notices'>,
  ): Promise<DeliveryOutcome>;
  /** Something that is no alert, and says so. */
  sendTest(settings: AlertReceiverSettings, id: string): Promise<DeliveryOutcome>;
}

/** Sends one message to one receiver, once. */
export function createAlertSender(deps: AlertSenderDeps): AlertSender {
  const { mail, publicUrl } = deps;

  function mailTo(to: string, message: ChannelMessage): MailMessage {
    const url = message.url ?? publicUrl();
    return writeMail(to, {
      locale: 'en',
      subject: message.title,
      heading: message.title,
      parts: message.body.split('\n\n').map((text) => ({ kind: 'text', text })),
      button: { label: 'Open the alerts', url },
      actions: [],
      remarks: [],
      reason: 'You get this because alerts of this installation of Duetide go to this address.',
      settings: { label: 'Change who is told', url },
    });
  }

  async function deliver(
    settings: ChannelReceiver | Extract<AlertReceiverSettings, { kind: 'mail' }>,
    message: ChannelMessage,
  ): Promise<DeliveryOutcome> {
    if (settings.kind !== 'mail') return deps.sendToChannel(settings, message);
    return mail
      ? deps.sendMail(mail, mailTo(settings.to, message))
      : { kind: 'refused', words: 'No mail server is set up here: SMTP_URL is not set' };
  }

  return {
    sendTest(settings, id) {
      const url = `${publicUrl()}/console/alerts`;
      if (settings.kind === 'pagerduty') return deps.sendToPagerDuty(settings, id, url);
      return deliver(settings, {
        id,
        kind: 'test',
        locale: 'en',
        title: '[Test] Alerts of Duetide reach you here',
        body: 'Nothing is wrong. Somebody pressed the test button in the console.',
        url,
        priority: 'normal',
      });
    },

    async send(settings, message) {
      const url = `${publicUrl()}/console/alerts`;
      if (settings.kind === 'pagerduty') {
        const [notice] = message.notices;
        if (!notice) throw new AppError('not-found');
        return deps.sendToPagerDuty(settings, notice, url);
      }
      return deliver(settings, writeAlertMessage(message, publicUrl()));
    },
  };
}
