import { escapeHtml } from '#shared/text/escape-html.ts';
import { jsonOf, numberField, readStatus, textField } from './channel-answer.ts';
import { asParagraphs, clip } from './channel-text.ts';
import { below, jsonRequest } from './json-request.ts';
import type { Channel } from './notifications.ts';

/** An event may have 65,536 bytes; this is sent twice, and a character may have four. */
const LONGEST_TEXT = 6_000;

/** https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid */
export const matrixChannel: Channel<'matrix'> = {
  kind: 'matrix',

  toRequest(message, { server, roomId, accessToken }) {
    const body = clip(message.body, LONGEST_TEXT);
    const title = clip(message.title, LONGEST_TEXT);
    const html = [
      `<strong>${escapeHtml(title)}</strong>`,
      escapeHtml(body).replaceAll('\n', '<br>'),
    ];
    html.push((message.actions ?? []).map(({ label, url }) => link(url, label)).join(' · '));
    if (message.url) html.push(link(message.url, message.url));
    const room = encodeURIComponent(roomId);
    // With an id that it knows already the server repeats its answer and sends nothing.
    const path = `_matrix/client/v3/rooms/${room}/send/m.room.message/${encodeURIComponent(message.id)}`;
    const event = {
      // Of an m.notice clients tell nobody.
      msgtype: 'm.text',
      body: asParagraphs({ ...message, title, body }, 2 * LONGEST_TEXT),
      format: 'org.matrix.custom.html',
      formatted_body: html.filter(Boolean).join('<br><br>'),
      'm.mentions': {},
    };
    const request = jsonRequest(below(server, path), event, {
      authorization: `Bearer ${accessToken}`,
    });
    return { ...request, method: 'PUT' };
  },

  readAnswer(answer, now) {
    const { errcode, error, retry_after_ms } = jsonOf(answer);
    const milliseconds = numberField(retry_after_ms);
    const words = [textField(errcode), textField(error)].filter(Boolean).join(': ');
    return readStatus(answer, now, {
      words: words || undefined,
      // Older servers say it only there.
      after: answer.headers.has('retry-after') || !milliseconds ? null : milliseconds / 1_000,
    });
  },
};

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}
