import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { expect, test } from 'vitest';

test('the catalogue for translators holds the texts of the code (npm run messages)', async () => {
  const [catalog] = await getCatalogs(getConfig());
  const inCode = Object.entries((await catalog?.collect()) ?? {});
  const inFile = (await catalog?.read('en')) ?? {};
  const texts = inCode.map(([, { message }]) => message ?? '').sort();
  expect(texts.length).toBeGreaterThan(100);
  const kept = Object.values(inFile).filter(({ obsolete }) => !obsolete);
  expect(kept.map(({ message }) => message ?? '').sort()).toEqual(texts);
});
