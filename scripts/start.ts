import { flushCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { ensureWebBuilt } from './build-web.ts';

await ensureWebBuilt(dirname(import.meta.dirname));
await import('#server/main.ts');
// Now, and not only at the end: a server that is killed has still made the next start quick.
flushCompileCache();
