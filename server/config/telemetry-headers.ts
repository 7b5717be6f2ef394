const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Reads `authorization=Bearer%20abc,x-scope-orgid=1`, as OTEL_EXPORTER_OTLP_HEADERS is written:
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 * @returns undefined where an entry cannot be read
 */
export function readTelemetryHeaders(list: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const entry of list.split(',')) {
    const [name = '', ...rest] = entry.split('=');
    const value = decoded(rest.join('=').trim());
    if (!NAME.test(name.trim()) || !value) return undefined;
    headers[name.trim().toLowerCase()] = value;
  }
  return headers;
}

function decoded(text: string): string | null {
  try {
    const value = decodeURIComponent(text);
    return /^[\x20-\x7e]+$/.test(value) ? value : null;
  } catch {
    return null;
  }
}
