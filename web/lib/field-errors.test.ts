import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { fieldErrors } from './field-errors.ts';

test('pointers become names of fields, several faults of one are joined', () => {
  const error = new ApiError('invalid-input', {
    errors: [
      { pointer: '/prices/0/amount', detail: 'must not be empty' },
      { pointer: '/name', detail: 'one' },
      { pointer: '/name', detail: 'two' },
      { pointer: '/a~1b~0c', detail: 'odd' },
    ],
  });
  expect(fieldErrors(error)).toEqual({
    'prices.0.amount': 'must not be empty',
    name: 'one; two',
    'a/b~c': 'odd',
  });
});

test('other failures blame no field', () => {
  expect(fieldErrors(new Error('no'))).toEqual({});
});
