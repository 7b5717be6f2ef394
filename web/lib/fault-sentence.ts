/** Rules are worded to follow the name of a field: `must not be empty`. At a field they stand alone. */
export function faultSentence(fault: string): string {
  const first = fault.slice(0, 1).toLocaleUpperCase('en');
  return /[.!?]$/.test(fault) ? first + fault.slice(1) : `${first}${fault.slice(1)}.`;
}
