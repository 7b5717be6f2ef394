/** What every answer carries; pages add a policy of their own. A constant: helmet halves the rate. */
export function securityHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // Without `includeSubDomains`: what else runs under the operator's name is not ours to decide.
    ...(isHttps ? { 'strict-transport-security': 'max-age=63072000' } : {}),
  };
}
