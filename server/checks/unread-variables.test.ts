import { expect, it } from 'vitest';
import { environmentSchema } from '#server/config/environment-schema.ts';
import { unreadVariables } from './unread-variables.ts';

const KNOWN = Object.keys(environmentSchema.shape);

function unread(environment: string[], envFile: string[] = []) {
  return unreadVariables(KNOWN, { environment, envFile });
}

it('says nothing of variables that are read, nor of those of others', () => {
  expect(unread([...KNOWN, 'PATH', 'HOME', 'HOSTNAME', 'POST', 'LANG', 'SHELL'], KNOWN)).toEqual(
    [],
  );
});

it.each([
  ['PUBLIC_URI', 'PUBLIC_URL'],
  ['MONGO_URI', 'MONGODB_URI'],
  ['MONGODB_URL', 'MONGODB_URI'],
  ['SMPT_URL', 'SMTP_URL'],
  ['redis_url', 'REDIS_URL'],
  ['TRUSTPROXY', 'TRUST_PROXY'],
  ['PORTS', null],
  ['MONGO_URL', null],
])('takes %s for a slip of %s', (name, meant) => {
  const found = unread([name], []);
  expect(found.map(({ cure }) => cure)).toEqual(meant ? [`Rename it to ${meant}.`] : []);
});

it('names what stands in .env for nobody', () => {
  const [found, ...more] = unread(['COLOUR', 'COMPOSE_FILE'], ['COMPOSE_FILE', 'OTHER']);
  expect(found).toMatchObject({ level: 'note', name: '.env' });
  expect(found?.message).toMatch(/COMPOSE_FILE, OTHER$/);
  expect(more).toEqual([]);
});
