import { jsonOf, readStatus, textField } from './channel-answer.ts';
import { below, jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

const PRIORITIES = { low: 2, normal: 5, high: 8 };

/** https://gotify.net/docs/pushmsg and https://gotify.net/docs/msgextras */
export const gotifyChannel: Channel<'gotify'> = {
  kind: 'gotify',

  toRequest({ title, body, url, priority = 'normal' }, { server, token }) {
    const message = {
      title,
      message: body,
      priority: PRIORITIES[priority],
      extras: {
        'client::display': { contentType: 'text/plain' },
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
