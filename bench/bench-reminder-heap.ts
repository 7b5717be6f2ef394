// node --expose-gc bench/bench-reminder-heap.ts FILE HOUSEHOLDS START: the most that is alive on the
// heap while Duetide computes the reminders of that day for the households of that database.
import { createSqliteStore } from '#server/adapters/store/sqlite/sqlite-store.ts';
import { beginReminderDay } from './bench-reminder-day.ts';
import { householdIdOf } from './bench-reminder-households.ts';

const HOUR = 3_600_000;
const RUNS_BETWEEN_LOOKS = 25;

const [file = '', households = '0', begin = '0'] = process.argv.slice(2);
const start = Number(begin);
const householdIds = Array.from({ length: Number(households) }, (_, at) => householdIdOf(at));
const store = await createSqliteStore({ file });
const day = await beginReminderDay(store, householdIds, start);
let runs = 0;
let bytes = 0;
for (let end = start + HOUR; end <= start + 24 * HOUR; end += HOUR) {
  await day.planUntil(end, () => {
    runs += 1;
    if (runs % RUNS_BETWEEN_LOOKS !== 0) return;
    globalThis.gc?.();
    bytes = Math.max(bytes, process.memoryUsage().heapUsed);
  });
  await day.sendUntil(end);
}
await store.close();
const resident = process.resourceUsage().maxRSS * 1_024;
process.stdout.write(JSON.stringify({ bytes, resident, runs }));
