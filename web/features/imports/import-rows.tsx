import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ImportPreview, ImportRow } from '#shared/schemas/import-schemas.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Select } from '#web/ui/select.tsx';
import { ImportRowItem } from './import-row-item.tsx';

/** Of 10,000 rows nobody reads all: the filter leads to those that matter. */
const ROWS_AT_FIRST = 50;

type Filter = 'all' | 'doubtful' | 'duplicate' | 'faulty';

const FILTERS: Record<Filter, (row: ImportRow) => boolean> = {
  all: () => true,
  doubtful: ({ notes }) => notes.some(({ isDoubt }) => isDoubt),
  duplicate: ({ state }) => state === 'duplicate',
  faulty: ({ state }) => state === 'faulty',
};

export function ImportRows({
  preview,
  answers,
  duplicates,
  onToggleDuplicate,
}: {
  preview: ImportPreview;
  answers: Record<string, string>;
  duplicates: ReadonlySet<number>;
  onToggleDuplicate: (row: number) => void;
}) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<Filter>('all');
  const [limit, setLimit] = useState(ROWS_AT_FIRST);
  const names: Record<Filter, string> = {
    all: t`All`,
    doubtful: t`Worth a look`,
    duplicate: t`Duplicates`,
    faulty: t`Not usable`,
  };
  const { counts } = preview;
  const filters = (Object.keys(FILTERS) as Filter[]).filter(
    (each) => each === 'all' || counts[each] > 0,
  );
  const rows = preview.rows.filter(FILTERS[filter]);
  const symbols = new Map(preview.questions.map(({ id, symbol }) => [id, symbol]));

  return (
    <Card>
      <CardHeader
        title={<Trans>What will be imported</Trans>}
        action={
          filters.length > 1 && (
            <Select
              aria-label={t`Show`}
              value={filter}
              className="w-44"
              onChange={({ target }) => {
                setFilter(target.value as Filter);
                setLimit(ROWS_AT_FIRST);
              }}
            >
              {filters.map((each) => (
                <option key={each} value={each}>
                  {names[each]}
                </option>
              ))}
            </Select>
          )
        }
      />
      <ol className="divide-y divide-line">
        {rows.slice(0, limit).map((row) => (
          <ImportRowItem
            key={row.row}
            row={row}
            answer={row.questionId === null ? undefined : answers[row.questionId]}
            symbol={row.questionId === null ? '' : (symbols.get(row.questionId) ?? '')}
            isIncluded={duplicates.has(row.row)}
            onToggle={() => onToggleDuplicate(row.row)}
          />
        ))}
      </ol>
      {rows.length > limit && (
        <Button
          size="sm"
          variant="ghost"
          className="mt-3"
          onClick={() => setLimit((present) => present * 2)}
        >
          <Plural value={rows.length - limit} one="Show # more" other="Show # more" />
        </Button>
      )}
    </Card>
  );
}
