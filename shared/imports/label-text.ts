/** A text that can serve as a label: on one line, trimmed, at most that long, no half characters. */
export function toLabel(text: string, maximum: number): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, maximum)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
