import type { DetailDay, DetailRow } from '#shared/reminders/reminder-details.ts';
import { type Html, html, lines } from './html.ts';
import type { MailContent, MailLink, MailPart } from './mail-content.ts';
import { type MailTheme, mailStyleSheet, STYLE } from './mail-style.ts';

/** Tables, because nothing else is laid out alike everywhere. No pictures, which most block. */
export function mailHtml(content: MailContent, theme: MailTheme | null = null): string {
  const { locale, subject, heading, parts, button, actions, remarks } = content;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject}</title>
<style>${{ markup: mailStyleSheet(theme) }}</style>
</head>
<body style="${STYLE.body}">
<div role="main" lang="${locale}">
<div class="preview" style="display:none;max-height:0;overflow:hidden">${previewOf(parts)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="page" style="padding:28px 12px;${STYLE.page}">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.card}">
<tr><td class="side" style="${STYLE.brand}">${BRAND}</td></tr>
<tr><td style="padding:0"><h1 class="title side" style="${STYLE.title}">${heading}</h1></td></tr>
${parts.map(partHtml)}
${button || actions.length > 0 ? buttons(button, actions) : null}
${remarks.map((text) => html`<tr><td class="soft side" style="${STYLE.remark}">${lines(text)}</td></tr>\n`)}
<tr><td class="soft side" style="${STYLE.foot}">${content.reason}${settingsLink(content.settings)}</td></tr>
</table>
</td></tr></table>
</div>
</body>
</html>
`.markup;
}

/** The sign of Duetide, of two cells. */
const BRAND = html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="moon" style="${STYLE.moon}">&nbsp;</td></tr><tr><td class="sea" style="${STYLE.sea}">&nbsp;</td></tr></table></td><td class="brand" style="${STYLE.brandName}">Duetide</td></tr></table>`;

/** What a list of mails shows beside the subject. */
function previewOf(parts: readonly MailPart[]): string {
  const said = parts.map((part) => {
    if (part.kind === 'facts') return '';
    if (part.kind !== 'day') return part.text;
    return part.day.items
      .map(({ name, price }) => [name, price].filter(Boolean).join(' '))
      .join(', ');
  });
  return said.filter(Boolean).join(' · ').replaceAll('\n', ' ').slice(0, 200).toWellFormed();
}

function partHtml(part: MailPart): Html {
  switch (part.kind) {
    case 'text':
      return html`<tr><td class="text side" style="${STYLE.text}">${lines(part.text)}</td></tr>\n`;
    case 'note':
      return html`<tr><td class="side" style="${STYLE.note}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="note" style="${STYLE.noteBox}">${lines(part.text)}</td></tr></table></td></tr>\n`;
    case 'facts':
      return html`<tr><td class="side" style="${STYLE.facts}"><table width="100%" cellpadding="0" cellspacing="0" border="0">${part.rows.map(factHtml)}</table></td></tr>\n`;
    case 'day':
      return dayHtml(part.day);
  }
}

function factHtml({ label, value, isAddress = false }: DetailRow): Html {
  const shown = isAddress ? linkHtml({ label: value, url: value }) : lines(value);
  return html`<tr><th scope="row" align="left" width="30%" class="soft line" style="font-weight:400;${STYLE.label}">${label}</th><td class="value line" style="${STYLE.value}">${shown}</td></tr>\n`;
}

function dayHtml({ title, items }: DetailDay): Html {
  const rows = items.map(({ name, text, price, url }) => {
    const shown = isWebAddress(url)
      ? html`<a class="name" href="${url}" style="${STYLE.itemName}">${name}</a>`
      : html`<span class="name" style="${STYLE.itemName}">${name}</span>`;
    return html`<tr><td class="line" style="${STYLE.item}">${shown}<div class="soft" style="${STYLE.itemText}">${lines(text)}</div></td><td align="right" class="price line" style="${STYLE.price}">${price}</td></tr>\n`;
  });
  return html`<tr><td class="soft side" style="${STYLE.day}">${title}</td></tr>
<tr><td class="side" style="${STYLE.items}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table></td></tr>\n`;
}

function buttons(button: MailLink | null, actions: readonly MailLink[]): Html {
  const main = button && anchor(button, 'button', STYLE.button);
  const others = actions.map((action) => html` ${anchor(action, 'action', STYLE.action)}`);
  return html`<tr><td class="side" style="${STYLE.buttons}">${main}${others}</td></tr>\n`;
}

function settingsLink(link: MailLink | null): Html | null {
  return link && html`<br>${linkHtml(link)}`;
}

function linkHtml(link: MailLink): Html {
  return anchor(link, 'link', STYLE.link);
}

/** What is no address of a page stays text, whoever entered it. */
function anchor({ label, url }: MailLink, name: string, style: string): Html {
  if (!isWebAddress(url)) return html`<span>${label}</span>`;
  const wide = name === 'link' ? '' : ' wide';
  return html`<a class="${name}${wide}" href="${url}" style="${style}">${label}</a>`;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
