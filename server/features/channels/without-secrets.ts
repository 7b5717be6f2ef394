import { CHANNEL_SECRETS } from '#shared/schemas/channel-schemas.ts';

const SECRETS: Readonly<Record<string, readonly string[]>> = { ...CHANNEL_SECRETS, mail: [] };

/** A body as it came, before anybody has looked at it: of settings of no known kind nothing stays. */
export function withoutSecrets(body: unknown): unknown {
  if (!isObject(body) || !isObject(body.settings)) return null;
  const { settings } = body;
  const secret = Object.hasOwn(SECRETS, String(settings.kind))
    ? SECRETS[String(settings.kind)]
    : null;
  const open = secret ? Object.entries(settings).filter(([name]) => !secret.includes(name)) : [];
  return { ...body, settings: Object.fromEntries(open) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
