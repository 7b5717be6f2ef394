import { jsonOf, readStatus, textField } from './channel-answer.ts';
import { actionLines, clip } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type { Channel, ChannelAnswer } from './notifications.ts';

const LONGEST_TITLE = 250;
const LONGEST_TEXT = 1_024;
/** Of what it is about, beside what can be done. */
const LEAST_TEXT = 200;
const LONGEST_URL = 512;
const PRIORITIES = { low: -1, normal: 0, high: 1 };

/** https://pushover.net/api */
export function createPushoverChannel({
  origin = 'https://api.pushover.net',
} = {}): Channel<'pushover'> {
  return {
    kind: 'pushover',

    toRequest({ title, body, url = '', actions, priority = 'normal' }, account) {
      const { token, user, device } = account;
      return jsonRequest(`${origin}/1/messages.json`, {
        token,
        user,
        device,
        title: clip(title, LONGEST_TITLE),
        // An empty message is refused.
        message: withActions(body || title, actionLines(actions)),
        // A part of an address leads nowhere.
        url: url.length <= LONGEST_URL && url ? url : undefined,
        priority: PRIORITIES[priority],
      });
    },

    readAnswer(answer, now) {
      const { errors } = jsonOf(answer);
      const words = Array.isArray(errors) ? errors.flatMap((text) => textField(text) ?? []) : [];
      return readStatus(answer, now, {
        words: words.length > 0 ? words.join(', ') : undefined,
        after: untilReset(answer, now),
      });
    },
  };
}

/** What does not fit is left out whole: a part of an address leads nowhere. */
function withActions(text: string, lines: string): string {
  const left = LONGEST_TEXT - lines.length - 2;
  if (lines === '' || left < LEAST_TEXT) return clip(text, LONGEST_TEXT);
  return `${clip(text, left)}\n\n${lines}`;
}

/** 429 says that the messages of the month are used up, and when the next begins. */
function untilReset({ headers }: ChannelAnswer, now: number): number | null {
  const reset = headers.get('x-limit-app-reset') ?? '';
  return /^\d{1,12}$/.test(reset) ? Number(reset) - now / 1_000 : null;
}
