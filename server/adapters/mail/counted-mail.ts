import type { Metrics } from '#server/observability/metrics/metric-registry.ts';
import { type Mail, MailRefused } from './mail.ts';

/** Counts what became of mails: refused ones will not be taken, whenever they are sent. */
export function countMails(mail: Mail, metrics: Metrics): Mail {
  const mails = metrics.counter({
    name: 'duetide_mails_total',
    help: 'Mails that the mail server took, that it refused for good, and that failed for now.',
    labels: ['outcome'],
  });
  const sent = mails.of({ outcome: 'sent' });
  const refused = mails.of({ outcome: 'refused' });
  const failed = mails.of({ outcome: 'failed' });
  return {
    async send(message) {
      try {
        await mail.send(message);
      } catch (error) {
        (error instanceof MailRefused ? refused : failed).add();
        throw error;
      }
      sent.add();
    },
    close: mail.close,
  };
}
