/** Text that stays inside one header or one line of a log, whatever somebody called themselves. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
