import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createServer } from 'vite';
import { readEnvFile } from './env-file.ts';
import { say } from './install.mjs';

const root = dirname(import.meta.dirname);
readEnvFile(root);
const { HOST = '127.0.0.1', PORT = '3000' } = process.env;

process.env.API_ORIGIN = `http://${HOST}:${PORT}`;
const web = await createServer({ configFile: join(root, 'web', 'vite.config.ts') });
await web.listen();
const [address = ''] = web.resolvedUrls?.local ?? [];

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  // People type the address of the web app, so links in mails must point there.
  env: { PUBLIC_URL: new URL(address).origin, ...process.env },
});
say(`the web app, reloading on change, is at ${address}`);

const isEnded = once(server, 'exit');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => server.kill('SIGTERM'));
}
await isEnded;
await web.close();
process.exit();
