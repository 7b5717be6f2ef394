import { WELL_KNOWN_SERVICES } from '#shared/services/well-known-services.ts';

/** Where the service lets people cancel: as entered, or as known of the service. */
export function cancelPageOf({
  cancelUrl,
  service,
}: {
  cancelUrl: string | null;
  service: string | null;
}): string | null {
  if (cancelUrl !== null) return cancelUrl;
  return WELL_KNOWN_SERVICES.find(({ slug }) => slug === service)?.cancelUrl ?? null;
}
