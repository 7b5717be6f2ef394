import { LETTER } from '#server/observability/loggable-fields.ts';
import { createLogMail } from './log-mail.ts';
import { describeMailContract } from './mail.contract.ts';
import type { MailMessage } from './mail.ts';

describeMailContract('log-mail', async () => {
  const arrived: MailMessage[] = [];
  const mail = createLogMail({
    info(fields) {
      arrived.push((fields as { [LETTER]: MailMessage })[LETTER]);
    },
  });
  return { mail, arrived: () => arrived, stop: async () => {} };
});
