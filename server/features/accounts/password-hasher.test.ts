import { describe, expect, it } from 'vitest';
import { computeArgon2, createPasswordHasher, OWASP_COST } from './password-hasher.ts';

const CHEAP = { memory: 64, passes: 1, parallelism: 1 };

describe('createPasswordHasher', () => {
  it('makes a PHC string with the cost that OWASP asks for', async () => {
    const stored = await createPasswordHasher().hash('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(OWASP_COST).toEqual({ memory: 19_456, passes: 2, parallelism: 1 });
  });

  it('reads what the reference implementation made', async () => {
    // Of argon2's own tests: password "password", salt "somesalt".
    const stored =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    const hasher = createPasswordHasher(CHEAP);
    expect(await hasher.verify(stored, 'password')).toBe(true);
    expect(await hasher.verify(stored, 'Password')).toBe(false);
  });

  it('knows the password again, and no other', async () => {
    const hasher = createPasswordHasher(CHEAP);
    const stored = await hasher.hash('correct horse');
    expect(await hasher.verify(stored, 'correct horse')).toBe(true);
    for (const wrong of ['', 'correct horse ', 'Correct horse', 'correct hors']) {
      expect(await hasher.verify(stored, wrong)).toBe(false);
    }
  });

  it('salts: the same password twice is stored differently', async () => {
    const hasher = createPasswordHasher(CHEAP);
    expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'));
  });

  it('takes a letter typed as one or as two characters for the same', async () => {
    const hasher = createPasswordHasher(CHEAP);
    const stored = await hasher.hash('caf\u00e9 au lait');
    expect(await hasher.verify(stored, 'cafe\u0301 au lait')).toBe(true);
  });

  it('says no for an account that does not exist, after the same work', async () => {
    const work: object[] = [];
    const hasher = createPasswordHasher(CHEAP, (algorithm, { message, nonce, ...cost }) => {
      work.push({ algorithm, message, salt: (nonce as Buffer).length, ...cost });
      return computeArgon2(algorithm, { message, nonce, ...cost });
    });
    const stored = await hasher.hash('correct horse');
    work.length = 0;
    expect(await hasher.verify(stored, 'wrong')).toBe(false);
    expect(await hasher.verify(null, 'wrong')).toBe(false);
    expect(work).toHaveLength(2);
    expect(work[1]).toEqual(work[0]);
  });

  it('does not take the hash of nobody for an account', async () => {
    const hasher = createPasswordHasher(CHEAP);
    expect(await hasher.verify(null, '')).toBe(false);
  });

  it('notices that the cost has changed', async () => {
    const stored = await createPasswordHasher(CHEAP).hash('x');
    expect(createPasswordHasher(CHEAP).isOutdated(stored)).toBe(false);
    for (const cost of [{ memory: 128 }, { passes: 2 }, { parallelism: 2 }]) {
      expect(createPasswordHasher({ ...CHEAP, ...cost }).isOutdated(stored)).toBe(true);
    }
  });

  it('refuses to guess at a stored text that is no PHC string', async () => {
    const hasher = createPasswordHasher(CHEAP);
    await expect(hasher.verify('5f4dcc3b5aa765d61d8327deb882cf99', 'x')).rejects.toThrow(
      'unreadable',
    );
  });

  it('works off a storm in turn, and turns away what is too much', async () => {
    const hasher = createPasswordHasher(CHEAP);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, () => hasher.hash('storm')),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(300 - 202);
    expect(refused[0]).toMatchObject({ reason: { code: 'unavailable', retryAfter: 5 } });
    await expect(hasher.hash('after the storm')).resolves.toMatch(/^\$argon2id/);
  });
});
