import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadAnswer, ThreadQuestion } from './map-thread.ts';
import { createSourceMapReader } from './source-map-reader.ts';

const { folder }: { folder: string } = workerData;
const reader = createSourceMapReader((map) => readFileSync(join(folder, map), 'utf8'));

parentPort?.on('message', ({ id, places }: ThreadQuestion) => {
  parentPort?.postMessage({ id, ...reader.read(places) } satisfies ThreadAnswer);
});
