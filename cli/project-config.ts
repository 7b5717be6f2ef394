import { dirname } from 'node:path';
import { type Config, readConfig } from '#server/config/config.ts';
import { readEnvFile } from '../scripts/env-file.ts';

const ROOT = dirname(import.meta.dirname);

/**
 * The configuration that `npm start` would use, from whichever folder the command is called: paths
 * that were typed have to be resolved before.
 * @throws ConfigError
 */
export function readProjectConfig(): Config {
  process.chdir(ROOT);
  readEnvFile(ROOT);
  return readConfig();
}
