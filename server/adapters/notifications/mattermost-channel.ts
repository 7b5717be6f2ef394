import { jsonOf, readStatus, textField } from './channel-answer.ts';
import { clipMarkdown, markdownLinks } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

/** Of the title and of the text: a post may have 16,383 characters. */
const LONGEST_TEXT = 7_000;

/** https://developers.mattermost.com/integrate/webhooks/incoming/ */
export const mattermostChannel: Channel<'mattermost'> = {
  kind: 'mattermost',

  toRequest({ title, body, url, actions }, { webhookUrl }) {
    const parts = [`**${quiet(title)}**`, quiet(body), markdownLinks(actions), url && `<${url}>`];
    return jsonRequest(webhookUrl, { text: parts.filter(Boolean).join('\n\n') });
  },

  readAnswer(answer, now) {
    return readStatus(answer, now, { words: textField(jsonOf(answer).message) });
  },
};

/** No formatting, and nobody called: a space without width stands after each @. */
function quiet(text: string): string {
  return clipMarkdown(text.replaceAll('@', '@\u200B'), LONGEST_TEXT);
}
