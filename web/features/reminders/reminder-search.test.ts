import { expect, it } from 'vitest';
import { readReminderSearch } from './reminder-search.ts';

it.each([
  [{ view: 'sent' }, { view: 'sent' }],
  [{ view: 'mine' }, {}],
  [{ view: ['sent'] }, {}],
  [{}, {}],
])('an address with %j shows %j', (search, read) => {
  expect(readReminderSearch(search)).toEqual(read);
});
