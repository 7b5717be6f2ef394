import { createLogMail } from './log-mail.ts';
import { describeMailContract } from './mail.contract.ts';
import type { MailMessage } from './mail.ts';

describeMailContract('log-mail', async () => {
  const arrived: MailMessage[] = [];
  const mail = createLogMail({
    info(fields) {
      arrived.push((fields as { mail: MailMessage }).mail);
    },
  });
  return { mail, arrived: () => arrived, stop: async () => {} };
});
