import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type CommandStartedEvent, MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#server/clock.ts';
import { newDatabaseUri, openMongodbTestStore } from '#tests/support/mongodb-test-store.ts';
import {
  sampleCategory,
  sampleHousehold,
  sampleId,
  sampleUser,
} from '#tests/support/sample-records.ts';
import { createMongodbRepositories } from './mongodb-repositories.ts';
import { createRowReader } from './row-reader.ts';
import { findRows, ROWS_AN_ANSWER } from './stored-rows.ts';

/** A database with our schema, and repositories that ask it through a client of their own. */
async function open(through: (uri: string) => Promise<string> = async (uri) => uri) {
  const uri = newDatabaseUri();
  const store = await openMongodbTestStore({ uri });
  const client = new MongoClient(await through(uri), { monitorCommands: true });
  onTestFinished(async () => {
    await client.close();
    await store.close();
  });
  const commands: CommandStartedEvent['command'][] = [];
  client.on('commandStarted', ({ command }) => commands.push(command));
  const db = client.db();
  const context = {
    clock: systemClock,
    on: (name: string, call: (rows: never) => Promise<never>) => call(db.collection(name) as never),
    ask: (call: (database: typeof db) => Promise<never>) => call(db),
  } as Parameters<typeof createMongodbRepositories>[0];
  return { store, db, context, repositories: createMongodbRepositories(context), commands };
}

describe('findRows', () => {
  it('has all rows, also where one answer does not hold them', async () => {
    const { db, context, commands } = await open();
    const count = ROWS_AN_ANSWER + 3;
    const rates = Array.from({ length: count }, (_, at) => ({
      _id: `home:${at}` as never,
      householdId: 'home',
      from: 'USD',
      to: 'EUR',
      on: String(100_000 + at),
      rate: '0.9',
      source: 'manual',
    }));
    await db.collection('rates').insertMany(rates);
    const read = createRowReader('rates', ['on'], ([on]) => on);
    const question = { filter: { householdId: 'home' }, sort: { on: 1 } } as const;
    expect(await findRows(context, 'rates', question, read)).toEqual(rates.map(({ on }) => on));
    expect(commands.map((command) => Object.keys(command)[0])).toEqual([
      'insert',
      'find',
      'killCursors',
      'find',
      'getMore',
    ]);
  });

  it('reads again when the connection ends in the middle of it', async () => {
    let cuts = 0;
    const { store, repositories } = await open((uri) =>
      throughFront(uri, () => {
        cuts += 1;
        return cuts === 1;
      }),
    );
    await store.households.insert(sampleHousehold());
    expect(await repositories.households.find(sampleHousehold().id)).toEqual(sampleHousehold());
    expect(cuts).toBe(2);
  });

  it('gives up when that does not help', async () => {
    const { repositories } = await open((uri) => throughFront(uri, () => true));
    await expect(repositories.households.find(sampleHousehold().id)).rejects.toThrow(/closed/);
  });
});

describe('rows by key', () => {
  it('come with one command for all who ask at once, to each their own', async () => {
    const { store, repositories, commands } = await open();
    const homes = [1, 2].map((number) => sampleHousehold({ id: sampleId(number) }));
    const [mine, yours] = homes.map(({ id }) => id) as [string, string];
    for (const home of homes) await store.households.insert(home);
    const people = [3, 4].map((number) =>
      sampleUser({ id: sampleId(number), email: `${number}@example.com` }),
    );
    for (const person of people) await store.users.insert(person);
    await store.categories.insert(mine, sampleCategory({ id: sampleId(5) }));
    await store.categories.insert(mine, sampleCategory({ id: sampleId(6) }));
    await store.categories.insert(yours, sampleCategory({ id: sampleId(7) }));

    const { users, households, categories } = repositories;
    expect(
      await Promise.all(
        [...people, sampleUser({ id: sampleId(9) })].map(({ id }) => users.find(id)),
      ),
    ).toEqual([...people, null]);
    expect(await Promise.all([households.find(yours), households.find(mine)])).toEqual(
      homes.toReversed(),
    );
    const [ofMine, ofYours, ofNobody] = await Promise.all(
      [mine, yours, sampleId(8)].map((id) => categories.listIds(id)),
    );
    expect(ofMine?.toSorted()).toEqual([sampleId(5), sampleId(6)]);
    expect([ofYours, ofNobody]).toEqual([[sampleId(7)], []]);
    expect(commands.map(({ find }) => find)).toEqual(['users', 'households', 'categories']);
  });
});

/** Ends every connection whose command asks for households, while `isCut` says so. */
async function throughFront(uri: string, isCut: () => boolean): Promise<string> {
  const { hostname, port } = new URL(uri);
  const front = createServer((socket) => {
    const database = connect(Number(port), hostname);
    const end = () => {
      socket.destroy();
      database.destroy();
    };
    for (const side of [socket, database]) side.on('error', end).on('close', end);
    socket.on('data', (bytes) => {
      const isAsked = bytes.includes('find\0') && bytes.includes('households');
      if (isAsked && isCut()) end();
      else database.write(bytes);
    });
    database.pipe(socket);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  const url = new URL(uri);
  url.port = String((front.address() as AddressInfo).port);
  return url.href;
}
