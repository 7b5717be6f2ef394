import { jsonOf, numberField, readStatus, textField } from './channel-answer.ts';
import { asParagraphs, clip } from './channel-text.ts';
import { jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

const LONGEST_TEXT = 4_096;
const LONGEST_TITLE = 256;

/** https://core.telegram.org/bots/api#sendmessage */
export function createTelegramChannel({
  origin = 'https://api.telegram.org',
} = {}): Channel<'telegram'> {
  return {
    kind: 'telegram',

    toRequest(message, { token, chatId, threadId }) {
      const title = clip(message.title, LONGEST_TITLE);
      const { actions = [] } = message;
      const areButtons = actions.length > 0 && actions.every(({ url }) => canBeButton(url));
      return jsonRequest(`${origin}/bot${token}/sendMessage`, {
        chat_id: chatId,
        message_thread_id: threadId,
        text: asParagraphs({ ...message, title, actions: areButtons ? [] : actions }, LONGEST_TEXT),
        // Marked by place, and not by signs in the text: so nothing has to be escaped.
        entities: [{ type: 'bold', offset: 0, length: title.length }],
        reply_markup: areButtons
          ? { inline_keyboard: [actions.map(({ label, url }) => ({ text: label, url }))] }
          : undefined,
        link_preview_options: { is_disabled: true },
        disable_notification: message.priority === 'low',
      });
    },

    readAnswer(answer, now) {
      const { description, parameters } = jsonOf(answer);
      const after = numberField((parameters as { retry_after?: unknown } | null)?.retry_after);
      // 403: the bot was blocked, or thrown out of the group.
      const isGone = answer.status === 403;
      return readStatus(answer, now, { words: textField(description), after, isGone });
    },
  };
}

/** Of a host without a dot, such as one at home, Telegram refuses the button and all the rest. */
function canBeButton(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.includes('.');
}
