import { doubt, type Note } from './import-notes.ts';

export interface PriceText {
  /** What stands beside the number: a symbol or a code, perhaps nothing. */
  symbol: string;
  /** Digits, and a point before decimals. */
  amount: string;
  note: Note | null;
}

const FORM = /^([^\d+\-−]*)(\d[\d.,'’\s]*)([^\d]*)$/u;
const GROUPED = /^\d{1,3}(?:[.,'’\s]\d{3})+$/u;

/**
 * Reads a price as people and programs write it: `€12.5`, `1.234,50 €`, `Fr49`.
 * @returns null for what is no price, such as a negative one.
 */
export function readPrice(text: string): PriceText | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [, before = '', number = '', after = ''] = match;
  if (before.trim() !== '' && after.trim() !== '') return null;
  const amount = plainNumber(number.trim().replace(/[.,]$/, ''));
  if (amount === null) return null;
  const symbol = (before + after).trim();
  const note = mayBeDecimals(number.trim())
    ? doubt('digits-grouped', `“${text.trim()}” was read as ${amount}`, {
        text: text.trim(),
        amount,
      })
    : null;
  return { symbol, amount, note };
}

/** `1,234`: thousands, or the three decimals of a dinar? Wallos and this program write a point. */
function mayBeDecimals(number: string): boolean {
  return /^\d{1,3},\d{3}$/.test(number);
}

function plainNumber(number: string): string | null {
  if (/^\d+$/.test(number)) return number;
  if (/^\d+[.]\d+$/.test(number)) return number;
  if (/^\d+,\d{1,2}$/.test(number)) return number.replace(',', '.');
  if (GROUPED.test(number)) return ungroup(number);
  const decimals = /^(.+)([.,])(\d+)$/.exec(number);
  const [, whole = '', mark = '', fraction = ''] = decimals ?? [];
  if (!GROUPED.test(whole) || whole.includes(mark)) return null;
  const digits = ungroup(whole);
  return digits === null ? null : `${digits}.${fraction}`;
}

function ungroup(number: string): string | null {
  const marks = new Set(number.replace(/\d/g, ''));
  return marks.size === 1 ? number.replace(/\D/g, '') : null;
}
