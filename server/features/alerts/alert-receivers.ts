import { type SecretBox, SecretUnreadable } from '#server/secrets/secret-box.ts';
import type { AlertSeverity } from '#shared/alerts/alert-rules.ts';
import { AppError } from '#shared/app-error.ts';
import {
  ALERT_RECEIVER_SECRETS,
  type AlertReceiverInput,
  type AlertReceiverKind,
  type AlertReceiverSettings,
  alertReceiverSettingsSchema,
} from '#shared/schemas/alert-receiver-schemas.ts';

/** As it is stored: its secrets sealed, each for itself. */
export interface StoredReceiver {
  readonly id: string;
  readonly name: string;
  readonly leastSeverity: AlertSeverity;
  readonly isOn: boolean;
  readonly kind: AlertReceiverKind;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface ReceiverVault {
  /**
   * Those that were given, with the secrets of before where a receiver brings none.
   * @throws AppError `invalid-input`, which names the field.
   */
  seal(given: readonly AlertReceiverInput[], before: readonly StoredReceiver[]): StoredReceiver[];
  /** Null where its secrets cannot be read any more: the key was lost. */
  open(receiver: StoredReceiver): AlertReceiverSettings | null;
}

/** Where something is sent: who changes that has to bring the secrets again. */
const ADDRESSES = ['server', 'url', 'webhookUrl'];

export function createReceiverVault(box: SecretBox): ReceiverVault {
  const placeOf = (id: string, field: string) => ['alert-receiver', id, field];

  function secretsOf({ id, secrets }: StoredReceiver): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(secrets).map(([field, sealed]) => [
        field,
        JSON.parse(box.open(sealed, placeOf(id, field))),
      ]),
    );
  }

  function keptSecrets(given: AlertReceiverInput, before: StoredReceiver | undefined) {
    if (!before || before.kind !== given.settings.kind) return {};
    const settings: Readonly<Record<string, unknown>> = given.settings;
    const isElsewhere = ADDRESSES.some(
      (field) => settings[field] !== undefined && settings[field] !== before.settings[field],
    );
    return isElsewhere ? {} : secretsOf(before);
  }

  function sealOne(
    given: AlertReceiverInput,
    at: number,
    before: StoredReceiver | undefined,
  ): StoredReceiver {
    const { id, name, leastSeverity, isOn } = given;
    const whole = { ...keptSecrets(given, before), ...given.settings };
    const result = alertReceiverSettingsSchema.safeParse(whole);
    if (!result.success) {
      throw new AppError('invalid-input', {
        errors: result.error.issues.map(({ path, message }) => ({
          pointer: ['', 'receivers', at, 'settings', ...path].join('/'),
          detail: message,
        })),
      });
    }
    const { kind, ...fields } = result.data;
    const isSecret = (field: string) => ALERT_RECEIVER_SECRETS[kind].includes(field);
    const present = Object.entries(fields).filter(([, value]) => value !== undefined);
    return {
      id,
      name,
      leastSeverity,
      isOn,
      kind,
      settings: Object.fromEntries(present.filter(([field]) => !isSecret(field))),
      secrets: Object.fromEntries(
        present
          .filter(([field]) => isSecret(field))
          .map(([field, value]) => [field, box.seal(JSON.stringify(value), placeOf(id, field))]),
      ),
    };
  }

  return {
    seal: (given, before) =>
      given.map((each, at) =>
        sealOne(
          each,
          at,
          before.find(({ id }) => id === each.id),
        ),
      ),
    open(receiver) {
      try {
        const whole = { kind: receiver.kind, ...receiver.settings, ...secretsOf(receiver) };
        const result = alertReceiverSettingsSchema.safeParse(whole);
        return result.success ? result.data : null;
      } catch (error) {
        if (error instanceof SecretUnreadable) return null;
        throw error;
      }
    },
  };
}
