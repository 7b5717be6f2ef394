import { createEcbRates } from './ecb-rates.ts';
import { createFrankfurterRates } from './frankfurter-rates.ts';
import { createOpenErApiRates } from './open-er-api-rates.ts';
import type { RateProvider, RateProviderName } from './rates.ts';

/** Each by its name. The address is another one where somebody runs or mirrors the service. */
export const RATE_PROVIDERS: Record<RateProviderName, (address?: string) => RateProvider> = {
  ecb: createEcbRates,
  frankfurter: createFrankfurterRates,
  'open-er-api': createOpenErApiRates,
};
