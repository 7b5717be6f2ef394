// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is what is meant
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * The text as people search and sort it: without case, accents and presentation forms, so that
 * `Élan` and `ELAN` are one. The same everywhere, whatever the locale.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC');
}
