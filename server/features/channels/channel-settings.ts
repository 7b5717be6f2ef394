import { explainIssue } from '#server/http/explain-issue.ts';
import { faultsOf } from '#server/http/input-validation.ts';
import { type SecretBox, SecretUnreadable } from '#server/secrets/secret-box.ts';
import { AppError } from '#shared/app-error.ts';
import type { FieldFault } from '#shared/problems.ts';
import {
  type NoticeKind,
  type NoticeSettings,
  noticeSettingsSchema,
} from '#shared/schemas/channel-resource-schemas.ts';
import { CHANNEL_SECRETS } from '#shared/schemas/channel-schemas.ts';
import type { ChannelOwner, StoredChannel } from './channel-repository.ts';

/** What is stored of settings: the secret ones sealed, each for itself. */
export type StoredSettings = Pick<StoredChannel, 'kind' | 'settings' | 'secrets'>;

type Fields = Readonly<Record<string, unknown>>;

/** Where messages go: whoever changes that must know what is sent along. */
const ADDRESSES = ['server', 'url', 'webhookUrl', 'endpoint'];

export function createChannelSettings(box: SecretBox) {
  function store(owner: ChannelOwner, id: string, settings: NoticeSettings): StoredSettings {
    const { kind, ...fields } = settings;
    const isSecret = (name: string) => secretsOf(kind).includes(name);
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    const open = given.filter(([name]) => !isSecret(name));
    const sealed = given
      .filter(([name]) => isSecret(name))
      .map(([name, value]) => [name, box.seal(JSON.stringify(value), placeOf(owner, id, name))]);
    return {
      kind,
      settings: JSON.stringify(Object.fromEntries(open)),
      secrets: JSON.stringify(Object.fromEntries(sealed)),
    };
  }

  /** All secrets but those that nobody can read any more. */
  function readSecrets(owner: ChannelOwner, { id, secrets }: StoredChannel) {
    const found: Record<string, unknown> = {};
    const unreadable: string[] = [];
    for (const [name, sealed] of Object.entries(JSON.parse(secrets) as Record<string, string>)) {
      try {
        found[name] = JSON.parse(box.open(sealed, placeOf(owner, id, name)));
      } catch (error) {
        if (!(error instanceof SecretUnreadable)) throw error;
        unreadable.push(name);
      }
    }
    return { found, unreadable };
  }

  /** Null where they cannot be read any more: the key was lost. */
  function read(owner: ChannelOwner, channel: StoredChannel): NoticeSettings | null {
    const { found, unreadable } = readSecrets(owner, channel);
    const whole = { kind: channel.kind, ...JSON.parse(channel.settings), ...found };
    const result = noticeSettingsSchema.safeParse(whole);
    return unreadable.length === 0 && result.success ? result.data : null;
  }

  return {
    store,

    read,

    /** The same channel if its secrets are sealed with the present key, otherwise one whose are. */
    renew(owner: ChannelOwner, channel: StoredChannel): StoredChannel {
      const sealed = Object.values(JSON.parse(channel.secrets) as Record<string, string>);
      if (sealed.every(box.isCurrent)) return channel;
      const settings = read(owner, channel);
      return settings ? { ...channel, ...store(owner, channel.id, settings) } : channel;
    },

    /**
     * Lays what was given over what is there.
     * @throws AppError `invalid-input`
     */
    change(owner: ChannelOwner, channel: StoredChannel, given: Fields): StoredSettings {
      if (given.kind !== undefined && given.kind !== channel.kind) {
        throw refuse([fault('kind', 'cannot change: add another channel instead')]);
      }
      const { found, unreadable } = readSecrets(owner, channel);
      const before: Fields = { ...JSON.parse(channel.settings), ...found };
      const whole = Object.fromEntries(
        Object.entries({ kind: channel.kind, ...before, ...given }).filter(
          ([, value]) => value !== null,
        ),
      );
      const lost = unreadable.filter((name) => given[name] === undefined);
      if (lost.length > 0) {
        throw refuse(lost.map((name) => fault(name, 'must be entered again: it cannot be read')));
      }
      const result = noticeSettingsSchema.safeParse(whole, { error: explainIssue });
      if (!result.success) throw refuse(faultsOf(result.error, '/settings'));
      // Whoever has no more than this session could otherwise have secrets sent to themselves.
      if (ADDRESSES.some((name) => originOf(before[name]) !== originOf(whole[name]))) {
        const taken = secretsOf(channel.kind).filter(
          (name) => name in found && given[name] === undefined && !ADDRESSES.includes(name),
        );
        if (taken.length > 0) {
          throw refuse(
            taken.map((name) => fault(name, 'must be entered again, as the address is another')),
          );
        }
      }
      return store(owner, channel.id, result.data);
    },
  };
}

function secretsOf(kind: NoticeKind): readonly string[] {
  return kind === 'mail' ? [] : CHANNEL_SECRETS[kind];
}

function placeOf({ householdId, userId }: ChannelOwner, id: string, name: string): string[] {
  return ['channel', householdId, userId, id, name];
}

function originOf(address: unknown): string {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : '';
}

function fault(name: string, detail: string): FieldFault {
  return { pointer: `/settings/${name}`, detail };
}

function refuse(errors: FieldFault[]): AppError {
  return new AppError('invalid-input', { errors });
}
