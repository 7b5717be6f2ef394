import type { ChannelMessage } from './notifications.ts';

const MORE = '…';

/** At most `longest` UTF-16 code units, ending in an ellipsis where something was cut off. */
export function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${whole(text, longest - MORE.length)}${MORE}`;
}

/** The same in bytes of UTF-8. */
export function clipBytes(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  // Bytes that belong to a character which was cut in two become U+FFFD.
  const start = bytes.subarray(0, most - Buffer.byteLength(MORE)).toString('utf8');
  return `${start.replace(/\uFFFD+$/, '')}${MORE}`;
}

/** No half of a surrogate pair at the end. */
function whole(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Title, text, actions and address, each a paragraph; what is cut off is text. */
export function asParagraphs(
  { title, body, actions, url }: Omit<ChannelMessage, 'id' | 'kind'>,
  longest: number,
): string {
  const lines = actionLines(actions);
  const rest = [title, lines, url].reduce((sum, part) => sum + (part ? part.length + 2 : 0), 0);
  const parts = [title, clip(body, Math.max(0, longest - rest)), lines, url];
  return clip(parts.filter(Boolean).join('\n\n'), longest);
}

/** For services without buttons: an action in each line, so that its address can be followed. */
export function actionLines(actions: ChannelMessage['actions'] = []): string {
  return actions.map(({ label, url }) => `${label}: ${url}`).join('\n');
}

/** For services whose text is Markdown. */
export function markdownLinks(actions: ChannelMessage['actions'] = []): string {
  return actions
    .map(({ label, url }) => `[${escapeMarkdown(label)}](${withoutBrackets(url)})`)
    .join(' · ');
}

/** An address that a closing bracket does not end too soon. */
function withoutBrackets(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** Text in which no character formats, links or mentions: Markdown as chats understand it. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_~|[\]()<>#+\-!:]/g, String.raw`\$&`);
}

/** Both, without a backslash at the end that lost what it escapes. */
export function clipMarkdown(text: string, longest: number): string {
  return clip(escapeMarkdown(text), longest).replace(/(?<!\\)((?:\\\\)*)\\…$/, '$1…');
}
