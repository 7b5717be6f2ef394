const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Longer than any word: what has letters and digits besides was made by a machine, for one use. */
const MADE = /[\w-]{20,}/g;
/** As long as a token of ours. */
const TOKEN_LENGTH = 43;
/** Of an address the scheme and the host: what follows may be a key, what precedes a password. */
const URL_PARTS = /\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s/"'<>]*@)?([^\s/?#"'<>]+)([^\s"'<>]*)/gi;
const MAIL_ADDRESS = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;
/** JavaScript and databases put values there that they stumbled over; names have single quotes. */
const QUOTED_VALUE = /"[^"]*"?/g;
const VALUES_OF_KEY = /\{[^}]*\}?/g;

const LONGEST = 500;

/**
 * The first line of a text that somebody else wrote, without what it may tell of people: mail addresses, passwords
 * and keys in addresses, tokens, and values that are quoted.
 */
export function scrubText(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return short
    .replace(VALUES_OF_KEY, '{…}')
    .replace(QUOTED_VALUE, '"…"')
    .replace(URL_PARTS, (_url, scheme: string, host: string, rest: string) =>
      rest.length > 1 ? `${scheme}${host}/…` : `${scheme}${host}${rest}`,
    )
    .replace(MAIL_ADDRESS, '[mail]')
    .replace(MADE, (run) => (isSecret(run) ? '[secret]' : run));
}

/** Whether it looks as if it were made to be kept secret. */
export function isSecret(word: string): boolean {
  if (word.length < 20 || UUID.test(word)) return false;
  return word.length >= TOKEN_LENGTH || (/\d/.test(word) && /[a-z]/i.test(word));
}
