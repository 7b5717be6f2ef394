import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox } from '#server/secrets/secret-box.ts';
import { fromEpochDay } from '#shared/dates/calendar-date.ts';
import { REMINDER_KINDS } from '#shared/reminders/reminder-rules.ts';
import { LINK_ACTIONS } from '#shared/schemas/reminder-link-schemas.ts';
import {
  createReminderLinkTokens,
  FINGERPRINT_BYTES,
  MOST_SNOOZES,
  type ReminderLink,
} from './reminder-link-token.ts';

const [KEY, OLD_KEY, OTHER_KEY] = ['k', 'o', 'x'].map((letter) => letter.repeat(32)) as [
  string,
  string,
  string,
];
const tokens = createReminderLinkTokens(createSecretBox(KEY));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const anyDay = fc.integer({ min: -200_000, max: 2_900_000 }).map(fromEpochDay);
const anyLink: fc.Arbitrary<ReminderLink> = fc.record({
  action: fc.constantFrom(...LINK_ACTIONS),
  householdId: fc.uuid(),
  userId: fc.uuid(),
  channelId: fc.uuid(),
  kind: fc.constantFrom(...REMINDER_KINDS),
  subjectId: fc.uuid(),
  occurrence: anyDay,
  on: anyDay,
  saidOn: anyDay,
  days: fc.integer({ min: 0, max: 366 }),
  snoozes: fc.integer({ min: 0, max: MOST_SNOOZES }),
  expiresAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((seconds) => seconds * 1_000),
  fingerprint: fc.uint8Array({ minLength: FINGERPRINT_BYTES, maxLength: FINGERPRINT_BYTES }),
});
const LINK: ReminderLink = {
  action: 'paid',
  householdId: '01990000-0000-7000-8000-000000000064',
  userId: '01990000-0000-7000-8000-000000000001',
  channelId: '01990000-0000-7000-8000-000000000258',
  kind: 'charge',
  subjectId: '01990000-0000-7000-8000-0000000000c8',
  occurrence: '2026-03-10',
  on: '2026-03-10',
  saidOn: '2026-03-09',
  days: 1,
  snoozes: 0,
  expiresAt: Date.UTC(2026, 2, 18),
  fingerprint: new Uint8Array(FINGERPRINT_BYTES).fill(7),
};

function write(link: ReminderLink, by = tokens): string {
  const token = by.write(link);
  if (token === null) throw new Error('It was not written');
  return token;
}

describe('the token of a link', () => {
  it('brings back what was written, in an address that every part of the way takes', () => {
    fc.assert(
      fc.property(anyLink, (link) => {
        const token = write(link);
        expect(tokens.read(token)).toEqual(link);
        expect(token).toMatch(/^[\w-]{100,200}$/);
      }),
    );
  });

  it('is none with any of its bits flipped', () => {
    const bytes = Buffer.from(write(LINK), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(tokens.read(changed.toString('base64url')), `bit ${bit}`).toBeNull();
    }
  });

  it('is none with any of its letters replaced, left out or doubled', () => {
    // Each length of a kind's name leaves other bits unused in the last letter.
    for (const kind of REMINDER_KINDS) {
      const token = write({ ...LINK, kind });
      for (let at = 0; at < token.length; at += 1) {
        const [before, letter = '', after] = [token.slice(0, at), token[at], token.slice(at + 1)];
        const others = at === token.length - 1 ? LETTERS : `${LETTERS[at % 64]}=+/ %`;
        for (const other of others) {
          if (other === letter) continue;
          expect(tokens.read(before + other + after), `${kind} ${at} ${other}`).toBeNull();
        }
        expect(tokens.read(before + after)).toBeNull();
        expect(tokens.read(before + letter + letter + after)).toBeNull();
      }
    }
  });

  it('is none that is put together from two', () => {
    fc.assert(
      fc.property(anyLink, anyLink, fc.nat(), (one, two, at) => {
        const [first, second] = [write(one), write(two)];
        const cut = at % first.length;
        const mixed = first.slice(0, cut) + second.slice(cut);
        fc.pre(mixed !== first && mixed !== second);
        expect(tokens.read(mixed)).toBeNull();
      }),
    );
  });

  it.each(['', 'a', 'A'.repeat(160), 'A'.repeat(10_000), '\0'.repeat(160), 'ä'.repeat(160)])(
    'is not %j',
    (text) => {
      expect(tokens.read(text)).toBeNull();
    },
  );

  it('of another installation says nothing', () => {
    const elsewhere = createReminderLinkTokens(createSecretBox(OTHER_KEY));
    expect(tokens.read(write(LINK, elsewhere))).toBeNull();
  });

  it('outlives its key for as long as that is kept, and no longer', () => {
    const before = write(LINK, createReminderLinkTokens(createSecretBox(OLD_KEY)));
    const after = createReminderLinkTokens(createSecretBox(KEY, [OTHER_KEY, OLD_KEY]));
    expect(after.read(before)).toEqual(LINK);
    expect(after.read(write(LINK, after))).toEqual(LINK);
    expect(write(LINK, after)).toBe(write(LINK));
    expect(tokens.read(before)).toBeNull();
  });

  it('is signed with a key that nothing else is', () => {
    const box = createSecretBox(KEY);
    const asked = new Set<string>();
    const watched = createReminderLinkTokens({
      derive: (purpose, length) => {
        asked.add(purpose);
        return box.derive(purpose, length);
      },
      deriveAll: box.deriveAll,
    });
    write(LINK, watched);
    expect([...asked]).toEqual(['reminder links']);
  });

  it('is not written for an id that has no place in it', () => {
    for (const name of ['householdId', 'userId', 'channelId', 'subjectId'] as const) {
      for (const id of [
        's10',
        '',
        LINK.userId.toUpperCase().replace('0', 'A'),
        `${LINK.userId}0`,
      ]) {
        expect(tokens.write({ ...LINK, [name]: id })).toBeNull();
      }
    }
  });

  it('of a version or a kind that this one does not know says nothing', () => {
    const newer = { ...LINK, kind: 'party' as ReminderLink['kind'] };
    expect(tokens.read(write(newer))).toBeNull();
    const unknown = { ...LINK, action: 'delete' as ReminderLink['action'] };
    expect(tokens.read(write(unknown))).toBeNull();
  });
});
