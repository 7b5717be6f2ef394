import { RATE_PROVIDER_NAMES, type RateProviderName } from '#server/adapters/rates/rates.ts';

export interface ConfiguredRateProvider {
  readonly name: RateProviderName;
  /** Undefined: its own. */
  readonly address: string | undefined;
}

/**
 * Reads `off`, and `ecb,frankfurter=https://rates.example`.
 * @returns undefined where a name is not known or is there twice, or an address cannot be read.
 */
export function readRateProviders(list: string): ConfiguredRateProvider[] | undefined {
  if (list.trim() === 'off') return [];
  const entries = list.split(',').map((entry) => readEntry(entry.trim()));
  if (!entries.every((entry) => entry !== null)) return undefined;
  return new Set(entries.map(({ name }) => name)).size === entries.length ? entries : undefined;
}

function readEntry(text: string): ConfiguredRateProvider | null {
  const [, given, address] = /^([a-z-]+)(?:=(https?:\/\/[^\s?#]+))?$/.exec(text) ?? [];
  const name = RATE_PROVIDER_NAMES.find((known) => known === given);
  if (name === undefined || (address !== undefined && !URL.canParse(address))) return null;
  return { name, address: address?.replace(/\/+$/, '') };
}
