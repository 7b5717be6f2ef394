import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, CircleHelp, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { UNKNOWN_CURRENCY } from '#shared/imports/unknown-currency.ts';
import { checkAmount } from '#shared/money/money.ts';
import type { ImportRow } from '#shared/schemas/import-schemas.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { useCycleText } from '#web/lib/use-cycle-text.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Badge } from '#web/ui/badge.tsx';
import { BrandTile } from '#web/ui/brand-tile.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { cx } from '#web/ui/cx.ts';
import { useNoteText } from './note-text.ts';

export function ImportRowItem({
  row,
  answer,
  symbol,
  isIncluded,
  onToggle,
}: {
  row: ImportRow;
  /** The currency chosen for what the file left open. */
  answer: string | undefined;
  symbol: string;
  /** A duplicate that is imported all the same. */
  isIncluded: boolean;
  onToggle: () => void;
}) {
  const { t } = useLingui();
  const noteText = useNoteText();
  const { state, subscription, notes, faults } = row;
  const isLeftOut = state === 'faulty' || (state === 'duplicate' && !isIncluded);
  return (
    <li className="flex gap-3 py-4 first:pt-0 last:pb-0">
      <BrandTile
        slug={subscription?.service ?? null}
        name={row.name}
        className={cx('max-sm:hidden', isLeftOut && 'opacity-40 grayscale')}
      />
      <div className="grid min-w-0 flex-1 gap-2">
        <div className="flex items-baseline justify-between gap-4">
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <p className={cx('font-semibold break-words', isLeftOut && 'text-ink-faint')}>
                {row.name || t`Row ${row.row}`}
              </p>
              <StateBadge row={row} />
            </div>
            <p className="mt-0.5 text-sm text-ink-faint">
              <RowFacts row={row} />
            </p>
          </div>
          {subscription && (
            <p className={cx('tabular font-semibold', isLeftOut && 'text-ink-faint')}>
              <RowAmount subscription={subscription} answer={answer} symbol={symbol} />
            </p>
          )}
        </div>
        {(faults.length > 0 || notes.length > 0) && (
          <ul className="grid gap-1 text-sm text-ink-soft">
            {faults.map(({ field, detail }) => (
              <Remark key={`${field} ${detail}`} icon={CircleAlert} look="text-danger-ink">
                {field && <strong className="text-ink">{field}: </strong>}
                {faultSentence(detail)}
              </Remark>
            ))}
            {notes.map((note) => (
              <Remark
                key={note.code}
                icon={note.isDoubt ? CircleHelp : Info}
                look={note.isDoubt ? 'text-amber-ink' : 'text-ink-faint'}
              >
                {noteText(note)}
              </Remark>
            ))}
          </ul>
        )}
        {state === 'duplicate' && (
          <Checkbox
            checked={isIncluded}
            onChange={onToggle}
            className="text-sm"
            label={<Trans>Import it all the same</Trans>}
            hint={
              row.duplicateOf ? (
                <Trans>There is one with this name, rhythm and price already.</Trans>
              ) : (
                <Trans>It repeats row {row.duplicateOfRow}.</Trans>
              )
            }
          />
        )}
      </div>
    </li>
  );
}

function Remark({
  icon: Icon,
  look,
  children,
}: {
  icon: LucideIcon;
  look: string;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', look)} />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

function RowFacts({ row }: { row: ImportRow }) {
  const { t } = useLingui();
  const format = useFormatter();
  const { rhythm } = useCycleText();
  const { subscription } = row;
  if (!subscription) return row.name ? t`Row ${row.row}` : null;
  const { cycle, anchor, accessUntil } = subscription;
  const facts = [
    rhythm(cycle),
    t`from ${format.date(anchor)}`,
    accessUntil && t`ends ${format.date(accessUntil)}`,
    row.categoryName,
    row.paymentMethodLabel,
  ];
  return facts.filter(Boolean).join(' · ');
}

function RowAmount({
  subscription,
  answer,
  symbol,
}: {
  subscription: NonNullable<ImportRow['subscription']>;
  answer: string | undefined;
  symbol: string;
}) {
  const format = useFormatter();
  const price = subscription.prices.at(-1);
  if (!price) return null;
  const currency = price.currency === UNKNOWN_CURRENCY ? answer : price.currency;
  const isKnown = currency !== undefined && checkAmount(price.amount, currency) === null;
  return isKnown
    ? format.money({ amount: price.amount, currency })
    : `${symbol} ${price.amount}`.trim();
}

/** What needs no attention has none. */
function StateBadge({ row }: { row: ImportRow }) {
  if (row.state === 'faulty') {
    return (
      <Badge tone="danger">
        <Trans>not usable</Trans>
      </Badge>
    );
  }
  if (row.state === 'duplicate') {
    return (
      <Badge>
        <Trans>duplicate</Trans>
      </Badge>
    );
  }
  if (!row.notes.some(({ isDoubt }) => isDoubt)) return null;
  return (
    <Badge tone="amber">
      <Trans>worth a look</Trans>
    </Badge>
  );
}
