import { jsonOf, readStatus, textField } from './channel-answer.ts';
import { escapeMarkdown, markdownLinks } from './channel-text.ts';
import { below, jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

const PRIORITIES = { low: 2, normal: 5, high: 8 };

/** https://gotify.net/docs/pushmsg and https://gotify.net/docs/msgextras */
export const gotifyChannel: Channel<'gotify'> = {
  kind: 'gotify',

  toRequest({ title, body, url, actions, priority = 'normal' }, { server, token }) {
    // Only in Markdown its web page shows addresses as links.
    const links = markdownLinks(actions);
    const message = {
      title,
      message: links ? [asMarkdown(body), links].filter(Boolean).join('\n\n') : body,
      priority: PRIORITIES[priority],
      extras: {
        'client::display': { contentType: links ? 'text/markdown' : 'text/plain' },
        ...(url && { 'client::notification': { click: { url } } }),
      },
    };
    return jsonRequest(below(server, 'message'), message, { 'x-gotify-key': token });
  },

  readAnswer(answer, now) {
    const { error, errorDescription } = jsonOf(answer);
    return readStatus(answer, now, { words: textField(errorDescription) ?? textField(error) });
  },
};

/** As it is, in every sign and every line. */
function asMarkdown(text: string): string {
  return escapeMarkdown(text)
    .replaceAll('&', '&amp;')
    .replaceAll(/(?<!\n)\n(?!\n)/g, '\\\n');
}
