/** The columns of the head and of every row: select, name, next due, price, monthly cost, status. */
export const ROW_COLUMNS =
  'grid gap-x-3 grid-cols-[2.5rem_minmax(0,1fr)_auto] ' +
  'sm:grid-cols-[2.5rem_minmax(0,1fr)_7.5rem_8rem_6rem] ' +
  'xl:grid-cols-[2.5rem_minmax(0,1fr)_9rem_9rem_8rem_6.5rem]';
