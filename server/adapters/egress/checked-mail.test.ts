import { createTransport } from 'nodemailer';
import { afterEach, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { namesFrom, openPort, TEST_AUTHORITY, TEST_TLS } from '#tests/support/test-egress.ts';
import { createEgress } from './undici-egress.ts';

let server: MailServer | undefined;
afterEach(() => server?.stop());

/** As a mail server that somebody entered is to be spoken to. */
async function sendOver(host: string, port: number): Promise<void> {
  const egress = createEgress({
    ports: [],
    allow: openPort(port),
    // Only our own lookup knows these names: one of nodemailer's would find nothing.
    resolve: namesFrom({ 'hook.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'] }),
  });
  const { addresses, serverName } = await egress.checkHost(host, port, [port]);
  const transport = createTransport({
    host: addresses[0],
    port,
    secure: false,
    requireTLS: true,
    tls: { ca: TEST_AUTHORITY, ...(serverName && { servername: serverName }) },
  });
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'text' });
  transport.close();
}

it('mail goes to the address that was checked, with a certificate for the name', async () => {
  server = await startMailServer({ ...TEST_TLS, disabledCommands: [] });
  const port = Number(new URL(server.url).port);
  await sendOver('hook.example', port);
  expect(server.received).toHaveLength(1);
  await expect(sendOver('other.example', port)).rejects.toThrow(/other\.example/);
  expect(server.received).toHaveLength(1);
});
