import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Takes over what a file `.env` says and the environment does not. */
export function readEnvFile(root: string): void {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
