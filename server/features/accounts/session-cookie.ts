export interface SessionCookie {
  readonly name: string;
  /** The token in a `Cookie` header. */
  read(header: string | undefined): string | undefined;
  /** The value of `Set-Cookie`. */
  set(token: string, maxAgeSeconds: number): string;
  clear(): string;
}

const TOKEN_LENGTH = 43;

/**
 * Over https the name begins with `__Host-`: no other subdomain can set or shadow it (RFC 6265bis).
 * A token needs no encoding, and looking for it directly is quicker than a parser of all cookies:
 * every request passes here.
 */
export function createSessionCookie(isHttps: boolean): SessionCookie {
  const name = `${isHttps ? '__Host-' : ''}duetide_session`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
  const start = `${name}=`;

  function read(header: string | undefined): string | undefined {
    if (header === undefined) return undefined;
    for (let at = header.indexOf(start); at !== -1; at = header.indexOf(start, at + 1)) {
      const from = at + start.length;
      const end = from + TOKEN_LENGTH;
      const isWhole = end === header.length || header[end] === ';';
      if (isWhole && (at === 0 || header[at - 1] === ' ' || header[at - 1] === ';')) {
        return header.slice(from, end);
      }
    }
    return undefined;
  }

  return {
    name,
    read,
    set: (token, maxAge) => `${name}=${token}; Max-Age=${maxAge}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
