import {
  readPagerDutyAnswer,
  toPagerDutyRequest,
} from '#server/adapters/notifications/pagerduty-events.ts';
import { instantOf } from '#server/clock.ts';
import type { DeliveryOutcome } from '#server/features/alerts/alert-outbox.ts';
import type { AlertSenderDeps } from '#server/features/alerts/alert-sender.ts';
import { toPagerDutyEvent } from '#server/features/alerts/pagerduty-event.ts';
import { deliverMail } from '#server/features/channels/deliver-mail.ts';
import {
  deliverRequest,
  deliverThrough,
  type SendOutcome,
} from '#server/features/channels/deliver-request.ts';
import type { ServiceCircuits } from '#server/features/channels/service-circuits.ts';
import type { Parts } from './open-parts.ts';

/** Through the circuits that members' messages go through as well. */
export function openAlertSenders(
  { messaging, clock, hostName }: Pick<Parts, 'messaging' | 'clock' | 'hostName'>,
  publicUrl: () => string,
  circuits: ServiceCircuits,
): AlertSenderDeps {
  const ways = { ...messaging, circuits, clock };
  return {
    mail: messaging.mail,
    publicUrl,
    sendMail: async (mail, message) => outcomeOf(await deliverMail(mail, message)),
    sendToChannel: async (settings, message) =>
      outcomeOf(await deliverRequest(ways, settings, message)),
    sendToPagerDuty: async (settings, notice, url) => {
      const event = toPagerDutyEvent(notice, {
        url,
        source: hostName,
        now: instantOf(clock.now()),
      });
      const request = toPagerDutyRequest(event, settings);
      return outcomeOf(
        await deliverThrough(ways, { kind: 'pagerduty' }, () => request, readPagerDutyAnswer),
      );
    },
  };
}

/** Without an answer nobody asked us to wait: our own circuit says from when on it may be tried. */
function outcomeOf(outcome: SendOutcome): DeliveryOutcome {
  if (outcome.kind !== 'retry') return outcome;
  const { after, words, isReached } = outcome;
  if (isReached || after === null) return { kind: 'retry', after, words };
  return { kind: 'retry', after: null, words, opensIn: after };
}
