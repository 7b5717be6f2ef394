import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../support/app-process.ts';
import { type RecordingServer, startRecordingServer } from '../support/recording-server.ts';
import { test as appTest } from './app-test.ts';

export interface Place {
  /** Takes whatever is sent to it, from all tests of the worker. */
  hook: RecordingServer;
  /** Where the server keeps its database. */
  folder: string;
}

/** A server of the worker's own that may send to a webhook, and whose database can be looked into. */
export const test = appTest.extend<object, { place: Place }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const hook = await startRecordingServer({
        answer: (_request, response) => response.writeHead(204).end(),
      });
      const folder = mkdtempSync(join(tmpdir(), 'duetide-webhook-'));
      await use({ hook, folder });
      await hook.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ place: { hook, folder } }, use) => {
      const app = await startApp({ EGRESS_ALLOW: `127.0.0.1:${hook.port}`, DATA_DIR: folder });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

/** What came to that path, which is one test's own. */
export function sentTo({ hook }: Place, path: string): readonly { body: string }[] {
  return hook.requests.filter((request) => request.path === path);
}
