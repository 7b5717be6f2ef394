import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ImportResult } from '#shared/schemas/import-schemas.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { FocusOnArrival } from './focus-on-arrival.tsx';

export function ImportResultCard({
  result,
  onStartOver,
}: {
  result: ImportResult;
  onStartOver: () => void;
}) {
  const { imported, skipped, categories, paymentMethods, payments, budgets, rates } = result;
  return (
    <Card>
      <FocusOnArrival>
        <EmptyState
          picture={<CircleCheck aria-hidden className="size-12 text-kelp-ink" strokeWidth={1.5} />}
          title={
            <Plural
              value={imported}
              one="# subscription imported"
              other="# subscriptions imported"
            />
          }
          action={
            <>
              <Link to="/subscriptions" className={buttonClass({ variant: 'primary' })}>
                <Trans>See the subscriptions</Trans>
              </Link>
              <Button onClick={onStartOver}>
                <Trans>Import another file</Trans>
              </Button>
            </>
          }
        >
          <ul>
            {skipped > 0 && (
              <li>
                <Plural value={skipped} one="# row left out" other="# rows left out" />
              </li>
            )}
            {categories > 0 && (
              <li>
                <Plural value={categories} one="# new category" other="# new categories" />
              </li>
            )}
            {paymentMethods > 0 && (
              <li>
                <Plural
                  value={paymentMethods}
                  one="# new payment method"
                  other="# new payment methods"
                />
              </li>
            )}
            {payments > 0 && (
              <li>
                <Plural value={payments} one="# ledger entry" other="# ledger entries" />
              </li>
            )}
            {budgets > 0 && (
              <li>
                <Plural value={budgets} one="# new budget" other="# new budgets" />
              </li>
            )}
            {rates > 0 && (
              <li>
                <Plural value={rates} one="# exchange rate" other="# exchange rates" />
              </li>
            )}
            {result.isHouseholdAdopted && (
              <li>
                <Trans>Name, base currency and time zone taken over</Trans>
              </li>
            )}
          </ul>
        </EmptyState>
      </FocusOnArrival>
    </Card>
  );
}
