/** Where a key leads in a list of rows; null for keys that do not move. */
export function nextRow(
  key: string,
  current: number,
  { count, page }: { count: number; page: number },
): number | null {
  const last = count - 1;
  const held = (index: number) => Math.min(Math.max(index, 0), last);
  switch (key) {
    case 'ArrowDown':
      return held(current + 1);
    case 'ArrowUp':
      return held(current - 1);
    case 'PageDown':
      return held(current + page);
    case 'PageUp':
      return held(current - page);
    case 'Home':
      return held(0);
    case 'End':
      return last;
    default:
      return null;
  }
}
