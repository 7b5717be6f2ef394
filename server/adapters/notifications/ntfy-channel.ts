import { jsonOf, readStatus, textField } from './channel-answer.ts';
import { clipBytes } from './channel-text.ts';
import { below, jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

/** What is longer becomes a file that is attached. */
const MOST_BYTES = 4_096;
const MOST_TITLE_BYTES = 256;
/** More are refused. */
const MOST_ACTIONS = 3;
const PRIORITIES = { low: 2, normal: 3, high: 4 };

/** https://docs.ntfy.sh/publish/#publish-as-json */
export const ntfyChannel: Channel<'ntfy'> = {
  kind: 'ntfy',

  toRequest({ title, body, url, actions, priority = 'normal' }, { server, topic, ...account }) {
    const message = {
      topic,
      title: clipBytes(title, MOST_TITLE_BYTES),
      message: clipBytes(body, MOST_BYTES),
      priority: PRIORITIES[priority],
      click: url,
      actions: actions
        ?.slice(0, MOST_ACTIONS)
        .map(({ label, url }) => ({ action: 'view', label, url })),
    };
    return jsonRequest(below(server, ''), message, authorization(account));
  },

  readAnswer(answer, now) {
    return readStatus(answer, now, { words: textField(jsonOf(answer).error) });
  },
};

function authorization(account: {
  token?: string | undefined;
  username?: string | undefined;
  password?: string | undefined;
}): Record<string, string> {
  const { token, username, password } = account;
  if (token) return { authorization: `Bearer ${token}` };
  if (!username) return {};
  const basic = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return { authorization: `Basic ${basic}` };
}
