import { jsonOf, numberField, readStatus, textField } from './channel-answer.ts';
import { clipMarkdown, markdownLinks } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

const LONGEST_TITLE = 256;
const LONGEST_TEXT = 4_096;
/** Messages marked so make no sound. */
const SUPPRESS_NOTIFICATIONS = 4_096;

/** https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discordChannel: Channel<'discord'> = {
  kind: 'discord',

  toRequest({ title, body, url, actions, priority }, { webhookUrl }) {
    const address = new URL(webhookUrl);
    // Without it Discord answers before it knows whether the message can be shown.
    address.searchParams.set('wait', 'true');
    // Webhooks that no application owns may not bring buttons.
    const links = markdownLinks(actions);
    const text = clipMarkdown(body, LONGEST_TEXT - (links ? links.length + 2 : 0));
    return jsonRequest(address.href, {
      embeds: [
        {
          title: clipMarkdown(title, LONGEST_TITLE),
          description: [text, links].filter(Boolean).join('\n\n'),
          url,
        },
      ],
      // Nobody is called by what somebody named a subscription.
      allowed_mentions: { parse: [] },
      flags: priority === 'low' ? SUPPRESS_NOTIFICATIONS : 0,
    });
  },

  readAnswer(answer, now) {
    const { message, retry_after } = jsonOf(answer);
    return readStatus(answer, now, {
      words: textField(message),
      after: numberField(retry_after),
      isGone: answer.status === 404,
    });
  },
};
