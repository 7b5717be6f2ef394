import { expect, it } from 'vitest';
import { writeExposition } from '#server/observability/metrics/exposition.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import { AppError } from '#shared/app-error.ts';
import { createMemoryMail } from '#tests/support/memory-mail.ts';
import { readPrometheusText } from '#tests/support/prometheus-text.ts';
import { countMails } from './counted-mail.ts';
import { MailRefused } from './mail.ts';

it('counts what became of mails', async () => {
  const metrics = createMetrics();
  const fates = [null, new AppError('unavailable'), new MailRefused('no such user', null), null];
  const inner = createMemoryMail();
  const mail = countMails(
    {
      ...inner,
      async send(message) {
        const fate = fates.shift();
        if (fate) throw fate;
        await inner.send(message);
      },
    },
    metrics,
  );
  const message = { to: 'ada@example.com', subject: 'Hello', text: 'text' };
  const read = () =>
    Object.fromEntries(readPrometheusText(writeExposition(metrics.families())).series);
  expect(Object.values(read())).toEqual([0, 0, 0]);
  for (let number = 0; number < 4; number += 1) await mail.send(message).catch(() => {});
  expect(inner.outbox).toEqual([message, message]);
  expect(read()).toEqual({
    'duetide_mails_total{outcome="sent"}': 2,
    'duetide_mails_total{outcome="refused"}': 1,
    'duetide_mails_total{outcome="failed"}': 1,
  });
});
