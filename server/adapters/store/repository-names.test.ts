import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** `subscription`, for each `ENGINE-subscription-repository.ts` of the engine's folder. */
function repositoriesOf(engine: string): string[] {
  return readdirSync(join(import.meta.dirname, engine))
    .filter((file) => file.startsWith(`${engine}-`) && file.endsWith('-repository.ts'))
    .map((file) => file.slice(`${engine}-`.length, -'-repository.ts'.length))
    .sort();
}

it('every engine has a file of the same name for each repository', () => {
  expect(repositoriesOf('mongodb')).toEqual(repositoriesOf('sqlite'));
  expect(repositoriesOf('mongodb')).toHaveLength(26);
});
