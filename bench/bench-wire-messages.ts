/** A message of MongoDB's protocol: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export interface Message {
  readonly id: number;
  /** The id of the message that it answers, 0 for a question. */
  readonly answers: number;
  readonly bytes: Buffer;
  /** The BSON of an OP_MSG that has nothing but a body. */
  readonly body: Buffer | undefined;
}

const HEADER = 16;
const OP_MSG = 2013;
const BODY_AT = HEADER + 4 + 1;

/** @returns takes in bytes as they arrive, and hands over each message once it is whole */
export function createMessageReader(use: (message: Message) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readInt32LE(0);
      if (rest.length < length) return;
      use(toMessage(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
  };
}

function toMessage(bytes: Buffer): Message {
  return {
    id: bytes.readInt32LE(4),
    answers: bytes.readInt32LE(8),
    bytes,
    body: bodyOf(bytes),
  };
}

function bodyOf(bytes: Buffer): Buffer | undefined {
  const isPlain = bytes.readInt32LE(12) === OP_MSG && bytes[BODY_AT - 1] === 0;
  if (!isPlain || bytes.length < BODY_AT + 4) return undefined;
  const end = BODY_AT + bytes.readInt32LE(BODY_AT);
  return end === bytes.length ? bytes.subarray(BODY_AT, end) : undefined;
}
