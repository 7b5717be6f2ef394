import { type Clock, instantOf } from '#server/clock.ts';
import type { HouseholdScope } from '#server/http/request-context.ts';
import { AppError } from '#shared/app-error.ts';
import { foldText } from '#shared/text/fold-text.ts';
import { changeRow } from './change-row.ts';
import { type Order, type Page, type PageRequest, takePage } from './page.ts';

/** What a household's own small list of things stores besides their fields. */
export interface RowFrame {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

/** Which row a change is for; `expected` as `If-Match` said. */
export interface RowTarget {
  id: string;
  expected: number | undefined;
}

export type RowView<Fields extends object> = Fields & Omit<RowFrame, 'deletedAt'>;

/** What is not there, or undefined, stays as it is. */
export type RowPatch<Fields extends object> = { [Key in keyof Fields]?: Fields[Key] | undefined };

export interface RowServiceDeps<Fields extends object> {
  rows: {
    insert(householdId: string, row: Fields & RowFrame): Promise<'inserted' | 'exists'>;
    find(householdId: string, id: string): Promise<(Fields & RowFrame) | null>;
    list(householdId: string): Promise<(Fields & RowFrame)[]>;
    replace(householdId: string, row: Fields & RowFrame, expectedVersion: number): Promise<boolean>;
  };
  clock: Clock;
  /** Picks the fields, in the order in which they are answered. */
  fieldsOf(row: Fields): Fields;
  /** By what the list is sorted, without case and accents. */
  labelOf(fields: Fields): string;
}

export type RowService<Fields extends object> = ReturnType<typeof createRowService<Fields>>;

/** Reading, making, changing, trashing and restoring rows that no rule of dates or money touches. */
export function createRowService<Fields extends object>({
  rows,
  clock,
  fieldsOf,
  labelOf,
}: RowServiceDeps<Fields>) {
  const now = () => instantOf(clock.now());
  const viewOf = (row: Fields & RowFrame): RowView<Fields> => ({
    id: row.id,
    version: row.version,
    ...fieldsOf(row),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  });

  async function findLive(householdId: string, id: string): Promise<Fields & RowFrame> {
    const row = await rows.find(householdId, id);
    if (!row || row.deletedAt !== null) throw new AppError('not-found');
    return row;
  }

  return {
    async list(scope: HouseholdScope, request: PageRequest): Promise<Page<RowView<Fields>>> {
      const order: Order<Fields & RowFrame> = {
        name: 'label',
        isDescending: false,
        keyOf: (row) => [0, foldText(labelOf(row))],
        idOf: ({ id }) => id,
      };
      const { items, nextCursor } = takePage(await rows.list(scope.householdId), order, request);
      return { items: items.map(viewOf), nextCursor };
    },

    async get({ householdId }: HouseholdScope, id: string): Promise<RowView<Fields>> {
      return viewOf(await findLive(householdId, id));
    },

    async create(
      { householdId }: HouseholdScope,
      id: string,
      fields: Fields,
    ): Promise<RowView<Fields>> {
      const at = now();
      const row = { ...fields, id, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
      const outcome = await rows.insert(householdId, row);
      // A request that is repeated after a crash finds what its first attempt stored.
      return viewOf(outcome === 'exists' ? await findLive(householdId, id) : row);
    },

    async patch(
      { householdId }: HouseholdScope,
      target: RowTarget,
      patch: RowPatch<Fields>,
    ): Promise<RowView<Fields>> {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      const change = (row: Fields & RowFrame) => ({
        ...row,
        ...Object.fromEntries(given),
        updatedAt: now(),
      });
      return viewOf(await changeRow(rows, { householdId, ...target, change }));
    },

    /** Into the trash. */
    async remove({ householdId }: HouseholdScope, target: RowTarget): Promise<void> {
      const change = (row: Fields & RowFrame) => ({ ...row, deletedAt: now(), updatedAt: now() });
      await changeRow(rows, { householdId, ...target, change });
    },

    async restore({ householdId }: HouseholdScope, target: RowTarget): Promise<RowView<Fields>> {
      const change = (row: Fields & RowFrame) =>
        row.deletedAt === null ? row : { ...row, deletedAt: null, updatedAt: now() };
      return viewOf(await changeRow(rows, { householdId, ...target, change, reach: 'trash' }));
    },
  };
}
