import { expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { createTestApp } from '#tests/support/test-app.ts';

it('whoever adds a channel is told of a charge on it, by the jobs of the server itself', async () => {
  const server = await createTestApp({ now: '2026-11-20T08:59:30.000Z' });
  const ada = await server.signUp();
  const channel = await ada.api('POST', 'channels', { name: 'Mail', settings: { kind: 'mail' } });
  expect(channel.statusCode, channel.body).toBe(201);
  const subscription = {
    name: 'Netflix',
    cycle: { every: 1, unit: 'month' },
    anchor: '2026-11-21',
    prices: [{ amount: '15.49', currency: 'EUR' }],
  };
  const { id } = (await ada.api('POST', 'subscriptions', subscription)).json();
  await server.settled();
  server.clock.set('2026-11-20T09:00:00.000Z');
  server.wired.startJobs();
  await eventually('the mail is there', 20_000, () => server.mail.outbox.length > 0);
  expect(server.mail.outbox).toMatchObject([
    { to: ada.email, subject: 'Netflix: €15.49 tomorrow', text: expect.stringContaining(id) },
  ]);
  await eventually('it is written down', 5_000, async () => {
    const { items } = (await ada.api('GET', 'reminders/history')).json();
    return items.length === 1 && items[0].state === 'sent' && items[0].note === null;
  });
  await server.close();
});
