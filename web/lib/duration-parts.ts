const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Value, unit and decimals of each part. */
export function durationParts(seconds: number): [number, string, number?][] {
  if (seconds < 1) return [[Math.round(seconds * 1_000), 'millisecond']];
  if (seconds < 10) return [[seconds, 'second', 1]];
  let rest = Math.round(seconds);
  const parts: [number, string][] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push([count, unit]);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts;
}
