import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail, MailMessage } from './mail.ts';

export interface MailUnderTest {
  mail: Mail;
  /** What arrived at the other end, oldest first. */
  arrived(): MailMessage[];
  stop(): Promise<void>;
}

/** What every adapter of the port has to keep. */
export function describeMailContract(name: string, open: () => Promise<MailUnderTest>): void {
  describe(`${name} as mail`, () => {
    let under: MailUnderTest;

    beforeEach(async () => {
      under = await open();
    });
    afterEach(async () => {
      await under.mail.close();
      await under.stop();
    });

    it('has handed the message over, letter by letter, when it resolves', async () => {
      const message = {
        to: 'ada@example.com',
        subject: 'Größe, 価格 and “quotes”',
        text: `Grüße!\n.\n..dots\nhttps://duetide.example/reset-password#${'x'.repeat(1_500)}\n= 100 %`,
      };
      await under.mail.send(message);
      expect(under.arrived()).toEqual([message]);
    });

    it('keeps the order of messages sent one after the other', async () => {
      for (const subject of ['one', 'two', 'three']) {
        await under.mail.send({ to: 'ada@example.com', subject, text: 'text' });
      }
      expect(under.arrived().map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
    });

    it.each(['\r\nBcc: eve@example.com', '\nBcc: eve@example.com', '\u2028Bcc: eve@example.com'])(
      'lets no subject break out of its line with %j',
      async (attack) => {
        await under.mail.send({ to: 'ada@example.com', subject: `Hello${attack}`, text: 'text' });
        expect(under.arrived()).toEqual([
          { to: 'ada@example.com', subject: 'Hello Bcc: eve@example.com', text: 'text' },
        ]);
      },
    );

    it('can be closed twice', async () => {
      await under.mail.close();
      await expect(under.mail.close()).resolves.toBeUndefined();
    });
  });
}
