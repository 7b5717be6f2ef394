import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { signUpByApi } from '#tests/support/api-account.ts';
import { eventually } from '#tests/support/eventually.ts';
import { compareKnown, type Differences } from './compare-known.ts';
import { printFigures } from './figures.ts';
import { createHttpClient } from './http-client.ts';
import { type Instance, startInstance } from './instance.ts';
import { chooseSeed, createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { type SureWriter, startSureWriter } from './sure-writer.ts';

const KILLS = 500;
/** Two servers with a database each: one starts while the other one is written to. */
const SERVERS = 2;
const WRITERS = 6;
/** The writing goes on for up to that long after a start. */
const LONGEST_LIFE_MS = 100;
/** One start in so many is killed, too, at any time until it is over. */
const START_IN_VAIN = 10;
const LONGEST_START_MS = 350;

const client = createHttpClient();
const folder = mkdtempSync(join(tmpdir(), 'duetide-killed-'));
const instances: Instance[] = [];

afterAll(async () => {
  client.close();
  for (const instance of instances) await instance.stop();
  rmSync(folder, { recursive: true });
});

test(`row 28: the server is killed ${KILLS} times while people write to SQLite: nothing acknowledged is lost, nothing is doubled or half done`, {
  timeout: 540_000,
}, async () => {
  const seed = chooseSeed();
  const begun = performance.now();
  const numbers = Array.from({ length: SERVERS }, (_, index) => index);
  const lives = await Promise.all(
    numbers.map((index) => killOften(index, createSeededRandom(`${seed} ${index}`))),
  );
  const seconds = (performance.now() - begun) / 1_000;

  const writers = lives.flatMap((life) => life.writers);
  const total = (name: keyof SureWriter['counts']) => sum(writers, ({ counts }) => counts[name]);
  const differences = lives.flatMap((life) => life.differences);
  const found = {
    lost: sum(differences, ({ lost }) => lost),
    doubled: sum(differences, ({ doubled }) => doubled),
    spoiled: sum(differences, ({ spoiled }) => spoiled),
  };
  printFigures(28, {
    seed,
    kills: sum(lives, ({ kills }) => kills),
    'starts killed besides': sum(lives, ({ startsInVain }) => startsInVain),
    acknowledged: total('acknowledged'),
    ...found,
    'writes cut off': total('cutOff'),
    'of them done all the same': total('doneAllTheSame'),
    'sent again with their key': total('repeated'),
    'never settled': sum(writers, ({ unsettled }) => unsettled.size),
    'median start, ms': median(lives.flatMap(({ starts }) => starts)),
    seconds,
  });
  expect(writers.flatMap(({ contradictions }) => contradictions)).toEqual([]);
  expect(found).toEqual({ lost: 0, doubled: 0, spoiled: 0 });
  expect(lives.flatMap(({ damage }) => damage)).toEqual([]);
  // The kills did meet writes, at every stage.
  expect(total('cutOff')).toBeGreaterThan(KILLS);
  expect(total('doneAllTheSame')).toBeGreaterThan(0);
  expect(total('repeated')).toBeGreaterThan(0);
});

async function killOften(index: number, random: SeededRandom) {
  const dataDir = join(folder, `server-${index}`);
  const instance = await startQuickInstance(dataDir);
  let up = Promise.withResolvers<void>();
  up.resolve();
  const writers: SureWriter[] = [];
  for (let count = 0; count < WRITERS; count += 1) {
    const { cookie } = await signUpByApi(instance.address);
    const writer = startSureWriter({
      client,
      origin: instance.address,
      cookie: `${cookie.name}=${cookie.value}`,
      random,
      untilUp: () => up.promise,
    });
    writers.push(writer);
  }
  const acknowledged = () => sum(writers, ({ counts }) => counts.acknowledged);
  const kills = KILLS / SERVERS;
  const starts: number[] = [];
  let startsInVain = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const before = acknowledged();
    await eventually('writes go on', 20_000, () => acknowledged() > before);
    await sleep(random.next() * LONGEST_LIFE_MS);
    up = Promise.withResolvers<void>();
    await instance.kill();
    if (kill % START_IN_VAIN === 0) {
      await instance.startInVain(random.next() * LONGEST_START_MS);
      startsInVain += 1;
    }
    const startedAt = performance.now();
    await instance.start();
    starts.push(performance.now() - startedAt);
    up.resolve();
  }
  for (const writer of writers) await writer.stop();
  const differences: Differences[] = [];
  for (const writer of writers) {
    differences.push(await compareKnown(client, instance.address, writer));
  }
  await instance.kill();
  const damage = inspect(join(dataDir, 'duetide.db'), writers);
  return { kills, startsInVain, starts, writers, differences, damage };
}

/** As `npm start` does, it keeps its compiled sources, so that most of the time goes into writing. */
async function startQuickInstance(dataDir: string): Promise<Instance> {
  const environment = { DATA_DIR: dataDir, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const instance = await startInstance({ environment });
  instances.push(instance);
  // What is killed does not keep them.
  await instance.stop();
  await instance.start();
  return instance;
}

/** What is wrong with the file itself, and rows of which nobody knows. */
function inspect(file: string, writers: readonly SureWriter[]): string[] {
  const database = new DatabaseSync(file);
  try {
    const known = writers.flatMap((writer) => [...writer.known.values()]);
    const unsettled = sum(writers, (writer) => writer.unsettled.size);
    const entries = sum(known, (each) => Object.keys(each.entries).length);
    const count = (table: string) =>
      Number(database.prepare(`select count(*) as rows from ${table}`).get()?.rows);
    const [subscriptions, payments] = [count('subscriptions'), count('payments')];
    return [
      ...database
        .prepare('pragma integrity_check')
        .all()
        .map((row) => String(row.integrity_check)),
      ...database
        .prepare('pragma foreign_key_check')
        .all()
        .map((row) => JSON.stringify(row)),
      subscriptions < known.length || subscriptions > known.length + unsettled
        ? `${subscriptions} subscriptions, and ${known.length} are known`
        : 'ok',
      payments === entries ? 'ok' : `${payments} entries, and ${entries} are known`,
    ].filter((line) => line !== 'ok');
  } finally {
    database.close();
  }
}

function sum<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
