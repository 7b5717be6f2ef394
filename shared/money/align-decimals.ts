/**
 * Two decimals as integers of the same scale, so that they can be compared and divided exactly.
 * @throws RangeError if either is not a decimal above 0
 */
export function alignDecimals(first: string, second: string): [bigint, bigint] {
  const places = Math.max(placesOf(first), placesOf(second));
  return [scaled(first, places), scaled(second, places)];
}

function placesOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

function scaled(text: string, places: number): bigint {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const value = BigInt(whole + fraction.padEnd(places, '0'));
  if (whole === '' || value === 0n) throw new RangeError(`${text} is not a decimal above 0`);
  return value;
}
