import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '#shared/app-error.ts';

/** Memory in KiB, passes, lanes. */
export interface Argon2Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id. */
export const OWASP_COST: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Each computation holds 19 MiB and a thread of libuv's four: files need the others. */
const AT_ONCE = 2;
const MAX_WAITING = 200;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export const computeArgon2 = promisify(argon2);

export interface PasswordHasher {
  /** PHC string of argon2id with a new salt. */
  hash(password: string): Promise<string>;
  /** With null, for an account that does not exist, it takes just as long and says no. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether the cost has changed since. */
  isOutdated(stored: string): boolean;
}

/** Passwords are normalized (NFKC), so that two keyboards give the same one: NIST SP 800-63B. */
export function createPasswordHasher(
  cost: Argon2Cost = OWASP_COST,
  computeHash: typeof computeArgon2 = computeArgon2,
): PasswordHasher {
  const nobody = { cost, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
  const takeTurn = createTurns();

  function compute(password: string, salt: Buffer, { memory, passes, parallelism }: Argon2Cost) {
    const message = password.normalize('NFKC');
    const parameters = { message, nonce: salt, memory, passes, parallelism, tagLength: HASH_BYTES };
    return takeTurn(() => computeHash('argon2id', parameters));
  }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return encode(cost, salt, await compute(password, salt, cost));
    },
    async verify(stored, password) {
      const known = stored === null ? nobody : decode(stored);
      const actual = await compute(password, known.salt, known.cost);
      return timingSafeEqual(actual, known.hash) && stored !== null;
    },
    isOutdated(stored) {
      const { memory, passes, parallelism } = decode(stored).cost;
      return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism;
    },
  };
}

function encode({ memory, passes, parallelism }: Argon2Cost, salt: Buffer, hash: Buffer): string {
  const [saltText, hashText] = [salt, hash].map((bytes) =>
    bytes.toString('base64').replaceAll('=', ''),
  );
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${saltText}$${hashText}`;
}

function decode(stored: string): { cost: Argon2Cost; salt: Buffer; hash: Buffer } {
  const [, memory, passes, parallelism, salt, hash] = PHC.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('A stored password is unreadable');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** A storm of sign-ins waits in line, and is turned away where the line gets too long. */
function createTurns() {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= MAX_WAITING) {
        const detail = 'Too many people are signing in at the same time';
        throw new AppError('unavailable', { detail, retryAfter: 5 });
      }
      await new Promise<void>((start) => waiting.push(start));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line: nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
