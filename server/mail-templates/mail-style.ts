/** Programs for mail know styles at each element, and little else. */
export const STYLE = {
  body: 'margin:0;padding:0;background:#f5f2ea',
  page: "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#0b2a33",
  card: 'max-width:560px;margin:0 auto;background:#fffdf8;border:1px solid #e0dbcd;border-radius:20px',
  brand: 'padding:28px 32px 0',
  brandName: 'padding-left:10px;font-size:17px;font-weight:700;letter-spacing:-.01em;color:#0b2a33',
  moon: 'width:22px;height:14px;font-size:0;line-height:0;background:#e8593c;border-radius:2px 13px 0 0',
  sea: 'width:22px;height:11px;font-size:0;line-height:0;background:#0b5d62;border-radius:0 0 12px 2px',
  title:
    'margin:0;padding:20px 32px 0;font-size:23px;line-height:29px;font-weight:700;letter-spacing:-.015em;color:#0b2a33;overflow-wrap:anywhere',
  text: 'padding:12px 32px 0;color:#41585f;overflow-wrap:anywhere',
  note: 'padding:16px 32px 0',
  noteBox:
    'padding:10px 14px;border-radius:12px;background:#f8e9c6;color:#7d5208;font-size:14px;line-height:20px',
  facts: 'padding:16px 32px 0',
  label:
    'padding:11px 20px 11px 0;border-top:1px solid #e0dbcd;color:#52656a;font-size:14px;line-height:24px;vertical-align:top',
  value:
    'padding:11px 0;border-top:1px solid #e0dbcd;font-weight:600;vertical-align:top;overflow-wrap:anywhere;word-break:break-word',
  day: 'padding:24px 32px 8px;font-size:14px;line-height:20px;font-weight:600;color:#52656a',
  items: 'padding:0 32px',
  item: 'padding:12px 16px 12px 0;border-top:1px solid #e0dbcd;vertical-align:top;overflow-wrap:anywhere;word-break:break-word',
  itemName: 'font-weight:600;color:#0b2a33;text-decoration:none',
  itemText: 'font-size:14px;line-height:20px;color:#52656a',
  price:
    'padding:12px 0;border-top:1px solid #e0dbcd;vertical-align:top;text-align:right;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap',
  buttons: 'padding:24px 32px 0',
  button:
    'display:inline-block;padding:12px 22px;border-radius:12px;background:#0b5d62;color:#ffffff;font-weight:600;text-decoration:none',
  action:
    'display:inline-block;margin-top:12px;padding:11px 20px;border:1px solid #82877f;border-radius:12px;color:#0b5d62;font-weight:600;text-decoration:none',
  remark: 'padding:16px 32px 0;font-size:14px;line-height:20px;color:#52656a',
  foot: 'padding:24px 32px 28px;font-size:13px;line-height:19px;color:#52656a',
  link: 'color:#0b5d62',
} as const;

/** By the classes of the elements: what is inline is for the light. */
const DARK = `
body,.page{background:#08191e!important}
.page,.title,.brand,.value,.name,.price{color:#e9f2ef!important}
.card{background:#0e252c!important;border-color:#1e3d46!important}
.moon{background:#ff8868!important}
.sea{background:#74d6c9!important}
.text{color:#aec3c4!important}
.soft{color:#8ea6a9!important}
.line{border-color:#1e3d46!important}
.note{background:#3a2f14!important;color:#f1c568!important}
.button{background:#74d6c9!important;color:#05262b!important}
.action{border-color:#5b7c84!important}
.action,.link{color:#82dbcf!important}
`;

const NARROW = `
.page{padding:0!important}
.card{border-width:0!important;border-radius:0!important}
.side{padding-left:20px!important;padding-right:20px!important}
.wide{display:block!important;text-align:center!important}
`;

export type MailTheme = 'light' | 'dark';

/** @param theme for previews: whatever the reader's device prefers. */
export function mailStyleSheet(theme: MailTheme | null): string {
  const dark = { light: 'not all', dark: 'all', none: '(prefers-color-scheme: dark)' }[
    theme ?? 'none'
  ];
  return `:root{color-scheme:${theme ?? 'light dark'}}@media ${dark}{${DARK}}@media (max-width:480px){${NARROW}}`;
}
