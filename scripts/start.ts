import { flushCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { ensureWebBuilt } from './build-web.ts';
import { readEnvFile } from './env-file.ts';

const root = dirname(import.meta.dirname);
readEnvFile(root);
await ensureWebBuilt(root);
await import('#server/main.ts');
// Now, and not only at the end: a server that is killed has still made the next start quick.
flushCompileCache();
