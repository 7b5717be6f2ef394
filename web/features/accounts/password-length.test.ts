import { expect, test } from 'vitest';
import * as schemas from '#shared/schemas/account-schemas.ts';
import * as here from './password-length.ts';

test('the form asks for the length that the server asks for', () => {
  expect(here.PASSWORD_MINIMUM).toBe(schemas.PASSWORD_MINIMUM);
  expect(here.PASSWORD_MAXIMUM).toBe(schemas.PASSWORD_MAXIMUM);
});
