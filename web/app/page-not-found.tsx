import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { usePageTitle } from '#web/lib/page-title.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Mark } from './brand/mark.tsx';

export function PageNotFound() {
  const { t } = useLingui();
  usePageTitle(t`Nothing here`);
  return (
    <div className="grid min-h-[60dvh] place-items-center p-6">
      <EmptyState
        picture={<Mark className="h-14 w-12" />}
        isPageTitle
        title={<Trans>Nothing washed ashore here</Trans>}
        action={
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            <Trans>Go to the overview</Trans>
          </Link>
        }
      >
        <Trans>There is no page at this address. Perhaps it moved, or was deleted.</Trans>
      </EmptyState>
    </div>
  );
}
