/** As Prometheus writes them, in the order of `names`: `{route="/api",status="2xx"}`. */
export function formatLabels(
  names: readonly string[],
  labels: Readonly<Record<string, string>>,
): string {
  if (names.length === 0) return '';
  return `{${names.map((name) => `${name}="${escapeLabel(labels[name] ?? '')}"`).join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
