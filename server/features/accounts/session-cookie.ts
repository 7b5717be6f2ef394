export interface SessionCookie {
  readonly name: string;
  /** The token in a `Cookie` header. */
  read(header: string | undefined): string | undefined;
  /** The value of `Set-Cookie`. */
  set(token: string, maxAgeSeconds: number): string;
  clear(): string;
}

/**
 * Over https the name begins with `__Host-`: no other subdomain can set or shadow it (RFC 6265bis).
 * A token needs no encoding, and one pattern finds it sooner than a parser of all cookies.
 */
export function createSessionCookie(isHttps: boolean): SessionCookie {
  const name = `${isHttps ? '__Host-' : ''}duetide_session`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
  const pattern = new RegExp(`(?:^|;) *${name}=([\\w-]{43}) *(?:;|$)`);
  return {
    name,
    read: (header) => (header === undefined ? undefined : pattern.exec(header)?.[1]),
    set: (token, maxAge) => `${name}=${token}; Max-Age=${maxAge}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
