import { escapeHtml } from '#shared/text/escape-html.ts';
import { readStatus } from './channel-answer.ts';
import { clip } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3_000;

const plain = (text: string, longest: number) => ({
  type: 'plain_text',
  text: clip(text, longest),
  emoji: false,
});

const address = (url: string) => escapeHtml(url).replaceAll('|', '%7C');

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slackChannel: Channel<'slack'> = {
  kind: 'slack',

  toRequest({ title, body, url, actions = [] }, { webhookUrl }) {
    // `<` begins links and mentions; the three characters that Slack wants escaped are HTML's.
    const link = url && { type: 'mrkdwn', text: `<${address(url)}>` };
    // Buttons are for applications that answer: links need nobody who does.
    const links = actions.map(({ label, url }) => `<${address(url)}|${escapeHtml(label)}>`);
    return jsonRequest(webhookUrl, {
      // What notifications show.
      text: escapeHtml(title),
      blocks: [
        { type: 'header', text: plain(title, LONGEST_HEADER) },
        ...(body ? [{ type: 'section', text: plain(body, LONGEST_SECTION) }] : []),
        ...(links.length > 0
          ? [{ type: 'section', text: { type: 'mrkdwn', text: links.join(' · ') } }]
          : []),
        ...(link ? [{ type: 'context', elements: [link] }] : []),
      ],
    });
  },

  /** Slack answers in words such as `invalid_payload`, not in JSON. */
  readAnswer(answer, now) {
    return readStatus(answer, now, { isGone: answer.status === 404 || answer.status === 410 });
  },
};
