import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { TelemetrySettings } from '#shared/schemas/telemetry-schemas.ts';
import { createTelemetry, isChosen, routeName } from './create-telemetry.ts';
import { currentRoute } from './current-route.ts';

const ADDRESS = '/api/v1/telemetry';

function bodyOf(input: object): Blob {
  return new Blob([JSON.stringify(input)], { type: 'application/json' });
}

/** Of this page, as long as it is there. */
export const telemetry = createTelemetry({
  origin: location.origin,
  release: import.meta.env.RELEASE,
  page: () => routeName(currentRoute()),
  isOffline: () => !navigator.onLine,
  async post(input) {
    const answer = await fetch(ADDRESS, { method: 'POST', body: bodyOf(input), keepalive: true });
    return answer.ok ? answer.json() : { errors: [] };
  },
  beacon(input) {
    navigator.sendBeacon(ADDRESS, bodyOf(input));
  },
});

/** Measures this visit, if it is one of those that the server wants to know of. */
export async function watchVisit(): Promise<void> {
  if (!navigator.onLine) return;
  const answer = await fetch(ADDRESS);
  if (!answer.ok) return;
  const settings: TelemetrySettings = await answer.json();
  if (!isChosen(settings, Math.random)) return;
  for (const measure of [onLCP, onINP, onCLS, onTTFB, onFCP]) measure(telemetry.noteVital);
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') telemetry.leave();
  });
}
