import { api } from '#web/lib/api.ts';
import { browserFacts } from './browser-facts.ts';
import { createBrowserPush } from './browser-push.ts';
import { createPushRecords } from './cached-push-records.ts';
import { createPushPort } from './dom-push-port.ts';
import { pushObstacle } from './push-obstacle.ts';

export const thisBrowser = createBrowserPush({
  port: createPushPort(),
  records: createPushRecords(),
  api,
});

/** For the shell, in the background: what fails now is tried with the next visit. */
export async function keepPush(userId: string): Promise<void> {
  if (pushObstacle(browserFacts()) === null) await thisBrowser.keep(userId).catch(() => {});
}

export async function pausePush(): Promise<void> {
  if (pushObstacle(browserFacts()) === null) await thisBrowser.pause().catch(() => {});
}
