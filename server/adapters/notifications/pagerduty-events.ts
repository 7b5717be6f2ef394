import { readStatus } from './channel-answer.ts';
import { clip } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type {
  ChannelAnswer,
  ChannelOutcome,
  ChannelRequest,
  PagerDutyEvent,
} from './notifications.ts';

const HOSTS = { us: 'https://events.pagerduty.com', eu: 'https://events.eu.pagerduty.com' };
const LONGEST_SUMMARY = 1_024;

/** https://developer.pagerduty.com/docs/events-api-v2-overview */
export function toPagerDutyRequest(
  event: PagerDutyEvent,
  { routingKey, region }: { routingKey: string; region: 'us' | 'eu' },
): ChannelRequest {
  const head = {
    routing_key: routingKey,
    event_action: event.action,
    dedup_key: event.dedupKey,
  };
  return jsonRequest(
    `${HOSTS[region]}/v2/enqueue`,
    event.action === 'trigger'
      ? {
          ...head,
          client: 'Duetide',
          client_url: event.url,
          links: [{ href: event.url, text: 'Alerts in the console' }],
          payload: {
            summary: clip(event.summary, LONGEST_SUMMARY),
            source: event.source,
            severity: event.severity,
            timestamp: event.at,
            component: event.component,
            custom_details: event.details,
          },
        }
      : head,
  );
}

/** 202 for what was taken, 400 for an event that cannot be, 429 for too many. */
export function readPagerDutyAnswer(answer: ChannelAnswer, now: number): ChannelOutcome {
  return readStatus(answer, now);
}
