import {
  WELL_KNOWN_SERVICES,
  type WellKnownService,
} from '#shared/services/well-known-services.ts';

/** Names of so few letters are ordinary words, too: only the whole name counts then. */
const TOO_SHORT = 3;

const BY_NAME = WELL_KNOWN_SERVICES.map((service) => ({
  service,
  words: wordsOf(service.name),
})).sort((a, b) => b.words.length - a.words.length);
const BY_SLUG = new Map(WELL_KNOWN_SERVICES.map((service) => [service.slug, service]));

/**
 * The well-known service that a subscription is for: its name begins with that of the service
 * (`Netflix Premium`), or its address is that of the service.
 */
export function guessService(name: string, url: string | null): WellKnownService | null {
  const given = wordsOf(name);
  const byName = BY_NAME.find(({ words }) =>
    words.length <= TOO_SHORT ? given === words : `${given} `.startsWith(`${words} `),
  );
  return byName?.service ?? (url === null ? null : byAddress(url));
}

function byAddress(url: string): WellKnownService | null {
  const site = new URL(url).hostname.split('.').at(-2) ?? '';
  return BY_SLUG.get(site) ?? null;
}

/** `Disney+ (yearly)` is `disney+ yearly`: a plus belongs to the name. */
function wordsOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}
