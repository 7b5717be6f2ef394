import { jsonOf, readStatus, refused, textField } from './channel-answer.ts';
import { actionLines } from './channel-text.ts';
import { below, jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

/** https://github.com/caronc/apprise-api#persistent-storage-solution */
export const appriseChannel: Channel<'apprise'> = {
  kind: 'apprise',

  toRequest({ title, body, url, actions, priority }, { server, key, tag }) {
    return jsonRequest(below(server, `notify/${encodeURIComponent(key)}`), {
      title,
      // An empty body is refused.
      body: [body, actionLines(actions), url].filter(Boolean).join('\n\n') || title,
      type: priority === 'high' ? 'warning' : 'info',
      format: 'text',
      tag,
    });
  },

  readAnswer(answer, now) {
    if (answer.status === 204) return refused('Nothing is configured under this key');
    const words = textField(jsonOf(answer).error);
    // Some of its services were told and some were not: once more would tell the first ones twice.
    if (answer.status === 424) return refused(words ?? 'At least one service could not be told');
    return readStatus(answer, now, { words });
  },
};
