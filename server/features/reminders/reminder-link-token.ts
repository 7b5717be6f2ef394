import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '#server/secrets/secret-box.ts';
import {
  type CalendarDate,
  type EpochDay,
  fromEpochDay,
  toEpochDay,
} from '#shared/dates/calendar-date.ts';
import { REMINDER_KINDS, type ReminderKind } from '#shared/reminders/reminder-rules.ts';
import { LINK_ACTIONS, type LinkAction } from '#shared/schemas/reminder-link-schemas.ts';

/** What a link does, to what, for whom and until when: all of it stands in the link. */
export interface ReminderLink {
  action: LinkAction;
  householdId: string;
  userId: string;
  channelId: string;
  kind: ReminderKind;
  subjectId: string;
  occurrence: CalendarDate;
  /** The day that the reminder is about. */
  on: CalendarDate;
  /** Of the rule that it comes from. */
  days: number;
  /** How often it had been put off when the link was sent. */
  snoozes: number;
  /** The reader's local date when it was sent. */
  saidOn: CalendarDate;
  /** Milliseconds, a whole second. */
  expiresAt: number;
  /** Of what the message said: {@link fingerprintOf}. */
  fingerprint: Uint8Array;
}

export interface ReminderLinkTokens {
  /**
   * Null where an id is not of our own form, such as that of a row that was written by hand.
   * @throws AppError `unavailable` where there is no key yet
   */
  write(link: ReminderLink): string | null;
  /** Null where it is none of ours, or not as it was given out. Whether it expired is not looked at. */
  read(token: string): ReminderLink | null;
}

export type LinkKeys = Pick<SecretBox, 'derive' | 'deriveAll'>;

export const FINGERPRINT_BYTES = 8;
export const MOST_SNOOZES = 255;

const PURPOSE = 'reminder links';
const KEY_BYTES = 32;
const VERSION = 1;
/** RFC 2104, 5: half of what SHA-256 gives is enough, and messages hold more of the address. */
const SIGNATURE_BYTES = 16;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const UUID_BYTES = 16;
/** Everything but the kind, which stands at the end. */
const FIXED_BYTES = 2 + 4 * UUID_BYTES + 3 * 4 + 2 + 1 + 4 + FINGERPRINT_BYTES;
const FORM = /^[\w-]{20,200}$/;

/**
 * Bytes in a fixed order, with an HMAC-SHA-256 over all of them, in Base64 as addresses take it.
 * The key is derived from that of the installation for nothing else; links that a former one signed
 * hold for as long as that is kept.
 */
export function createReminderLinkTokens(keys: LinkKeys): ReminderLinkTokens {
  return {
    write(link) {
      const { householdId, userId, channelId, subjectId } = link;
      const ids = [householdId, userId, channelId, subjectId];
      if (!ids.every((id) => UUID.test(id))) return null;
      const payload = pack(link, ids);
      const key = keys.derive(PURPOSE, KEY_BYTES);
      return Buffer.concat([payload, sign(payload, key)]).toString('base64url');
    },

    read(token) {
      if (!FORM.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      // Bits at the end that mean nothing would give one link several addresses.
      if (bytes.toString('base64url') !== token) return null;
      const payload = bytes.subarray(0, -SIGNATURE_BYTES);
      const signature = bytes.subarray(-SIGNATURE_BYTES);
      const isOurs = keys
        .deriveAll(PURPOSE, KEY_BYTES)
        .map((key) => timingSafeEqual(sign(payload, key), signature))
        .includes(true);
      return isOurs ? unpack(payload) : null;
    },
  };
}

function sign(payload: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(payload).digest().subarray(0, SIGNATURE_BYTES);
}

function pack(link: ReminderLink, ids: readonly string[]): Buffer {
  const numbers = Buffer.alloc(FIXED_BYTES - 2 - 4 * UUID_BYTES - FINGERPRINT_BYTES);
  let at = numbers.writeInt32BE(toEpochDay(link.occurrence), 0);
  at = numbers.writeInt32BE(toEpochDay(link.on), at);
  at = numbers.writeInt32BE(toEpochDay(link.saidOn), at);
  at = numbers.writeUInt16BE(link.days, at);
  at = numbers.writeUInt8(link.snoozes, at);
  numbers.writeUInt32BE(link.expiresAt / 1_000, at);
  return Buffer.concat([
    Buffer.of(VERSION, LINK_ACTIONS.indexOf(link.action)),
    ...ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')),
    numbers,
    link.fingerprint,
    Buffer.from(link.kind),
  ]);
}

/** What we signed ourselves, perhaps in another version of the program. */
function unpack(bytes: Buffer): ReminderLink | null {
  const action = LINK_ACTIONS[bytes[1] ?? -1];
  const kind = REMINDER_KINDS.find((each) => each === bytes.toString('utf8', FIXED_BYTES));
  if (bytes[0] !== VERSION || !action || !kind) return null;
  const idAt = (place: number) => idOf(bytes.subarray(2 + place * UUID_BYTES));
  const numbers = bytes.subarray(2 + 4 * UUID_BYTES);
  const dayAt = (place: number) => fromEpochDay(numbers.readInt32BE(4 * place) as EpochDay);
  return {
    action,
    householdId: idAt(0),
    userId: idAt(1),
    channelId: idAt(2),
    subjectId: idAt(3),
    kind,
    occurrence: dayAt(0),
    on: dayAt(1),
    saidOn: dayAt(2),
    days: numbers.readUInt16BE(12),
    snoozes: numbers.readUInt8(14),
    expiresAt: numbers.readUInt32BE(15) * 1_000,
    fingerprint: new Uint8Array(numbers.subarray(19, 19 + FINGERPRINT_BYTES)),
  };
}

function idOf(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, UUID_BYTES);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
