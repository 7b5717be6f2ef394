import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LayoutGrid, SearchX, Trash2 } from 'lucide-react';
import { useCanWrite } from '#web/lib/session.tsx';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';

/** Nothing to show: because there is nothing yet, because of the filter, or in the trash. */
export function ListEmpty({
  reason,
  onClear,
}: {
  reason: 'first' | 'filter' | 'trash';
  onClear?: () => void;
}) {
  const canWrite = useCanWrite();
  if (reason === 'trash') {
    return (
      <EmptyState
        picture={<Trash2 aria-hidden className="size-10" strokeWidth={1.25} />}
        title={<Trans>The trash is empty</Trans>}
      >
        <Trans>What you delete waits here for 30 days and can be restored.</Trans>
      </EmptyState>
    );
  }
  if (reason === 'filter') {
    return (
      <EmptyState
        picture={<SearchX aria-hidden className="size-10" strokeWidth={1.25} />}
        title={<Trans>Nothing fits</Trans>}
        action={
          <Button onClick={onClear}>
            <Trans>Clear search and filters</Trans>
          </Button>
        }
      >
        <Trans>No subscription has all of what you asked for.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      picture={<LayoutGrid aria-hidden className="size-10" strokeWidth={1.25} />}
      title={<Trans>Nothing is flowing out yet</Trans>}
      action={
        canWrite && (
          <>
            <Link to="/subscriptions/new" className={buttonClass({ variant: 'primary' })}>
              <Trans>Add a subscription</Trans>
            </Link>
            <Link to="/settings/$section" params={{ section: 'import' }} className={buttonClass()}>
              <Trans>Import a file</Trans>
            </Link>
          </>
        )
      }
    >
      <Trans>Add what you pay for again and again, or bring it along from another program.</Trans>
    </EmptyState>
  );
}
