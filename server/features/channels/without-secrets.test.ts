import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTICE_KINDS } from '#shared/schemas/channel-resource-schemas.ts';
import { CHANNEL_SECRETS } from '#shared/schemas/channel-schemas.ts';
import { withoutSecrets } from './without-secrets.ts';

it.each(NOTICE_KINDS)('nothing secret is left of %s, and all of the rest', (kind) => {
  const secret = kind === 'mail' ? [] : CHANNEL_SECRETS[kind];
  const hidden = Object.fromEntries(secret.map((name) => [name, 'hunter2']));
  const body = { name: 'Phone', settings: { kind, topic: 'tide', ...hidden } };
  expect(withoutSecrets(body)).toEqual({ name: 'Phone', settings: { kind, topic: 'tide' } });
});

it('nothing is left of settings that nobody understands, and nothing breaks', () => {
  expect(withoutSecrets({ name: 'x', settings: { kind: 'toString', token: 'hunter2' } })).toEqual({
    name: 'x',
    settings: {},
  });
  fc.assert(fc.property(fc.jsonValue(), (body) => void withoutSecrets(body)));
});
