// MONGODB_URI=… node bench/bench-recorded-mongodb.ts: a MongoDB that answers at once. It passes on
// what it is asked, and what was asked before in the same words gets the same answer again. So it
// shows what a program itself needs for asking, with real connections and messages. It knows
// nothing of what was written meanwhile: only for databases that nobody changes.
import { connect, createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';
import {
  enterDocument,
  readName,
  readType,
  skipValue,
  toBsonBytes,
} from '#server/adapters/store/mongodb/bson-values.ts';
import { createMessageReader, type Message } from './bench-wire-messages.ts';

const READING = new Set(['find', 'aggregate', 'count', 'distinct']);
/** Differ from one time to the next, and say nothing about what is asked. */
const TRANSPORT = ['lsid', '$clusterTime', 'txnNumber'];
const HEADER = 16;
/** In a document, behind its length. */
const FIRST_FIELD = 4;

const { hostname, port } = new URL(process.env.MONGODB_URI ?? '');
/** By what was asked: the bytes that were answered. */
const answers = new Map<string, Buffer>();

const server = createServer((client) => {
  const database = connect(Number(port), hostname);
  const end = () => {
    client.destroy();
    database.destroy();
  };
  for (const socket of [client, database]) {
    socket.setNoDelay(true);
    socket.on('error', end).on('close', end);
  }
  /** What was passed on and is not answered yet, by the number of its message. */
  const asked = new Map<number, string>();
  onMessages(client, (message) => {
    const key = keyOf(message);
    const answer = key && answers.get(key);
    if (answer) {
      answerTo(client, message, answer);
      return;
    }
    if (key) asked.set(message.id, key);
    database.write(message.bytes);
  });
  onMessages(database, (message) => {
    const key = asked.get(message.answers);
    if (key && isComplete(message)) answers.set(key, message.bytes);
    asked.delete(message.answers);
    client.write(message.bytes);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const place = typeof address === 'object' ? address?.port : '';
  process.stdout.write(`Ready at http://127.0.0.1:${place}\n`);
});
process.once('SIGTERM', () => process.exit(0));

function onMessages(socket: Socket, use: (message: Message) => void): void {
  socket.on('data', createMessageReader(use));
}

/**
 * Undefined for what may change something, or is about the connection. What differs each time is
 * left out of the bytes as they came: taking a question apart and putting it together again would
 * take longer than asking it.
 */
function keyOf({ body }: Message): string | undefined {
  if (!body) return undefined;
  const parts: string[] = [];
  const from = toBsonBytes(body);
  const end = enterDocument(from);
  while (from.at < end) {
    const start = from.at;
    const type = readType(from);
    const name = readName(from);
    if (start === FIRST_FIELD && !READING.has(name)) return undefined;
    skipValue(from, type);
    if (!TRANSPORT.includes(name)) parts.push(from.text.slice(start, from.at));
  }
  return parts.join('');
}

/** Whether the answer holds all there is, and no fault. */
function isComplete({ body }: Message): boolean {
  if (!body) return false;
  const { ok, cursor } = BSON.deserialize(body, { fieldsAsRaw: {} });
  return ok === 1 && (cursor === undefined || Number(cursor.id) === 0);
}

/** The bytes are the same each time, but for the number of what they answer. */
function answerTo(client: Socket, question: Message, answer: Buffer): void {
  const head = Buffer.from(answer.subarray(0, HEADER));
  head.writeInt32LE(question.id, 8);
  client.cork();
  client.write(head);
  client.write(answer.subarray(HEADER));
  client.uncork();
}
