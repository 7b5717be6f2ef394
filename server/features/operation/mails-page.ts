import { type Html, html } from '#server/mail-templates/html.ts';
import type { MailContent, MailLocale } from '#server/mail-templates/mail-content.ts';
import type { MailTheme } from '#server/mail-templates/mail-style.ts';
import { mailText } from '#server/mail-templates/mail-text.ts';

export interface MailsPage {
  /** Of this page, without a query. */
  address: string;
  samples: ReadonlyMap<string, MailContent>;
  /** Of the mail that is shown. */
  name: string;
  content: MailContent;
  locale: MailLocale;
  theme: MailTheme;
}

const LOCALES: Record<MailLocale, string> = { en: 'English', de: 'Deutsch' };
const THEMES: Record<MailTheme, string> = { light: 'Light', dark: 'Dark' };
/** A phone, and what programs on a desk give a mail. */
const WIDTHS = [360, 700];

const STYLE = `
:root{color-scheme:light dark;--paper:light-dark(#f5f2ea,#08191e);--surface:light-dark(#fffdf8,#0e252c);--line:light-dark(#e0dbcd,#1e3d46);--ink:light-dark(#0b2a33,#e9f2ef);--soft:light-dark(#41585f,#aec3c4);--tide:light-dark(#0b5d62,#82dbcf);--tide-soft:light-dark(#d8eae5,#133c40)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;padding:20px 24px;border-bottom:1px solid var(--line)}
h1{margin:0 auto 0 0;font-size:22px}
h2{margin:0 0 4px;font-size:22px;line-height:1.3;overflow-wrap:anywhere}
h3{margin:32px 0 8px;font-size:15px;color:var(--soft)}
p{margin:0;color:var(--soft)}
a{color:var(--tide)}
nav ul{display:flex;flex-wrap:wrap;gap:2px;margin:0;padding:0;list-style:none}
nav a{display:block;padding:6px 12px;border-radius:10px;text-decoration:none;font-weight:600}
nav a:hover{background:var(--tide-soft)}
nav a[aria-current]{background:var(--tide-soft);color:var(--ink)}
:focus-visible{outline:3px solid var(--tide);outline-offset:2px}
.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:24px;padding:24px}
.frames{display:flex;flex-wrap:wrap;gap:24px;align-items:start}
figure{margin:0;max-width:100%;overflow-x:auto}
figcaption{margin-bottom:6px;font-size:14px;color:var(--soft)}
iframe,pre{display:block;border:1px solid var(--line);border-radius:14px;background:var(--surface)}
iframe{height:760px}
pre{width:744px;max-width:100%;margin:0;padding:18px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.6 ui-monospace,monospace}
@media (min-width:1000px){.columns{grid-template-columns:200px minmax(0,1fr)}.mails ul{display:grid}}
`;

/** Every mail by name, and one of them as it looks. Without a script: all of it are links. */
export function mailsPage(page: MailsPage): string {
  const { samples, name, content, locale, theme } = page;
  const names = Object.fromEntries([...samples.keys()].map((each) => [each, each]));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails · Duetide</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header>
<h1>Mails</h1>
${choice('Language', LOCALES, locale, (value) => linkTo(page, { locale: value }))}
${choice('Theme', THEMES, theme, (value) => linkTo(page, { theme: value }))}
<a href="/">Back to Duetide</a>
</header>
<div class="columns">
<div class="mails">${choice('Mail', names, name, (value) => linkTo(page, { name: value }))}</div>
<main>
<h2 lang="${locale}">${content.subject}</h2>
<p>With made-up names and prices. This is what stands in the subject.</p>
<h3>As a page</h3>
<div class="frames">${WIDTHS.map((width) => frame(page, width))}</div>
<h3>As text</h3>
<pre lang="${locale}" tabindex="0">${mailText(content)}</pre>
</main>
</div>
</body>
</html>
`.markup;
}

function choice<Value extends string>(
  label: string,
  options: Readonly<Record<Value, string>>,
  chosen: Value,
  addressOf: (value: Value) => string,
): Html {
  const items = (Object.entries(options) as [Value, string][]).map(([value, text]) => {
    const current = value === chosen ? html` aria-current="true"` : null;
    return html`<li><a href="${addressOf(value)}"${current}>${text}</a></li>`;
  });
  return html`<nav aria-label="${label}"><ul>${items}</ul></nav>`;
}

function linkTo(
  page: MailsPage,
  other: { name?: string; locale?: MailLocale; theme?: MailTheme },
): string {
  const { address, name: mail, locale, theme } = { ...page, ...other };
  return `${address}?${new URLSearchParams({ mail, locale, theme })}`;
}

function frame({ address, name, locale, theme }: MailsPage, width: number): Html {
  const query = new URLSearchParams({ locale, theme });
  return html`<figure tabindex="0"><figcaption>${String(width)} pixels wide</figcaption><iframe title="The mail, ${String(width)} pixels wide" width="${String(width)}" src="${address}/${encodeURIComponent(name)}?${query.toString()}"></iframe></figure>`;
}
