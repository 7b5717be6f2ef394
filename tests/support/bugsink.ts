import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { programOf, startService } from './service-processes.ts';

const run = promisify(execFile);
const COMMAND_LIMIT = 100_000;

/** An event as Sentry's protocol describes it. */
export type SentryEvent = Record<string, unknown> & {
  exception: {
    values: {
      type: string;
      value: string;
      stacktrace: { frames: Record<string, unknown>[] };
    }[];
  };
  tags: Record<string, string>;
};

/** A server that takes what Sentry takes, with one project. */
export interface Bugsink {
  readonly dsn: string;
  /** What came so far, the oldest first. */
  events(): SentryEvent[];
  stop(): Promise<void>;
}

const settings = (folder: string, url: string) => `
from bugsink.settings.default import *
SECRET_KEY = "only for tests, and only for tests, and only for tests"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["NAME"] = "${folder}/events.db"
DATABASES["snappea"]["NAME"] = "${folder}/tasks.db"
SNAPPEA = {"TASK_ALWAYS_EAGER": True}
BUGSINK = {"BASE_URL": "${url}", "SINGLE_USER": True, "SINGLE_TEAM": True, "PHONEHOME": False}
`;

const NEW_PROJECT = `
from projects.models import Project
project = Project.objects.create(name="duetide")
print(f"KEY={project.sentry_key.hex} PROJECT={project.id}")
`;

export async function startBugsink(): Promise<Bugsink> {
  const packages = programOf('bugsink');
  const folder = mkdtempSync(join(tmpdir(), 'duetide-bugsink-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'bugsink_conf.py'), settings(folder, url));
  const environment = {
    PATH: process.env.PATH,
    PYTHONPATH: `${folder}:${packages}`,
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    DJANGO_SETTINGS_MODULE: 'bugsink_conf',
  };
  const manage = ['-c', 'from bugsink.scripts.manage import main; main()'];
  const ask = (...args: string[]) =>
    run('python3', [...manage, ...args], {
      cwd: folder,
      env: environment,
      timeout: COMMAND_LIMIT,
    });

  await ask('migrate', '--verbosity', '0');
  const { stdout } = await ask('shell', '--command', NEW_PROJECT);
  const [, key = '', project = ''] = /KEY=(\w+) PROJECT=(\d+)/.exec(stdout) ?? [];
  const service = await startService({
    command: 'python3',
    args: [...manage, 'runserver', `127.0.0.1:${port}`, '--noreload', '--skip-checks'],
    environment,
    announcement: /Starting development server at (http:\S+)\//,
    folder,
  });
  return {
    dsn: `http://${key}@127.0.0.1:${port}/${project}`,
    events() {
      const database = new DatabaseSync(join(folder, 'events.db'), {
        readOnly: true,
        timeout: 10_000,
      });
      try {
        const rows = database.prepare('select data from events_event order by ingested_at').all();
        return rows.map(({ data }) => JSON.parse(String(data)));
      } finally {
        database.close();
      }
    },
    stop: service.stop,
  };
}
