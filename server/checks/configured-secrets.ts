import type { Config } from '#server/config/config.ts';

export interface ConfiguredSecret {
  /** The variable that holds it. */
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly host: string;
}

/**
 * The passwords in addresses, as they are once decoded.
 * @param databaseUri that applies; null where it is not known.
 */
export function configuredSecrets(config: Config, databaseUri: string | null): ConfiguredSecret[] {
  return [
    ...secretIn('MONGODB_URI', databaseUri),
    ...secretIn('REDIS_URL', config.redis?.url ?? null),
    ...secretIn('SMTP_URL', config.mail.kind === 'smtp' ? config.mail.url : null),
  ];
}

/** A word may be part of a name, too: short ones are told by what stands around them. */
const UNMISTAKABLE = 8;

/** Every way in which they could be written, longest first, so that nothing of one is left over. */
export function spellingsOf(passwords: readonly string[]): string[] {
  const spellings = passwords
    .flatMap((password) => [password, encodeURIComponent(password)])
    .map((spelling) => (spelling.length < UNMISTAKABLE ? `:${spelling}@` : spelling));
  return [...new Set(spellings)].sort((left, right) => right.length - left.length);
}

/** Not by `URL`, which does not know a connection string of several hosts. */
function secretIn(name: string, uri: string | null): ConfiguredSecret[] {
  const [, user = '', password, host = ''] =
    /^[^/]*\/\/([^/?#@:]*):([^/?#@]*)@([^/?#,:]*)/.exec(uri?.trim() ?? '') ?? [];
  if (password === undefined || password === '') return [];
  return [{ name, user: decode(user), password: decode(password), host }];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
