import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, Plus, Trash2 } from 'lucide-react';
import type { ListSearch } from '#web/features/subscriptions/list/list-search.ts';
import { readListSearch } from '#web/features/subscriptions/list/list-search.ts';
import { SubscriptionList } from '#web/features/subscriptions/list/subscription-list.tsx';
import { usePageTitle } from '#web/lib/page-title.ts';
import { useCanWrite } from '#web/lib/session.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

const route = getRouteApi('/member/shell/subscriptions');

export function SubscriptionsPage() {
  const { t } = useLingui();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isTrash = search.view === 'trash';
  usePageTitle(isTrash ? t`Trash` : t`Subscriptions`);

  const onSearch = (change: Partial<ListSearch>) =>
    void navigate({
      search: (previous) => readListSearch({ ...previous, ...change }),
      replace: true,
      resetScroll: false,
    });

  return (
    <>
      <PageHeader
        title={isTrash ? <Trans>Trash</Trans> : <Trans>Subscriptions</Trans>}
        description={isTrash && <Trans>What you delete waits here for 30 days.</Trans>}
        actions={<Actions isTrash={isTrash} />}
      />
      <SubscriptionList key={search.view} search={search} onSearch={onSearch} />
    </>
  );
}

function Actions({ isTrash }: { isTrash: boolean }) {
  const canWrite = useCanWrite();
  if (isTrash) {
    return (
      <Link to="/subscriptions" className={buttonClass({ size: 'sm' })}>
        <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
        <Trans>Subscriptions</Trans>
      </Link>
    );
  }
  return (
    <>
      <Link
        to="/subscriptions"
        search={{ view: 'trash' }}
        className={buttonClass({ variant: 'ghost', size: 'sm' })}
      >
        <Trash2 aria-hidden className="size-4" />
        <Trans>Trash</Trans>
      </Link>
      {canWrite && (
        <Link
          to="/subscriptions/new"
          // On narrow screens the bar below has one.
          className={cx(buttonClass({ variant: 'primary', size: 'sm' }), 'max-lg:hidden')}
        >
          <Plus aria-hidden className="size-4" />
          <Trans>Add</Trans>
        </Link>
      )}
    </>
  );
}
