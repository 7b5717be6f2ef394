import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Suspense } from 'react';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { PageNotFound } from '../page-not-found.tsx';
import { findSection, type SettingsSection } from '../settings/sections.ts';
import { SettingsNav } from '../settings/settings-nav.tsx';

const route = getRouteApi('/member/shell/settings/$section');

export function SettingsPage() {
  const section = findSection(route.useParams().section);
  return section ? <Section key={section.id} section={section} /> : <PageNotFound />;
}

function Section({ section: { title, summary, Panel } }: { section: SettingsSection }) {
  const { t, i18n } = useLingui();
  const search = route.useSearch();
  const name = i18n._(title);
  usePageTitle(t`${name}, settings`);
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <SettingsNav />
      <div className="min-w-0">
        <Link
          to="/settings"
          className="mb-2 -ms-1 inline-flex h-9 items-center gap-1 rounded-sm pe-2 text-sm font-semibold text-ink-soft hover:text-ink lg:hidden"
        >
          <ChevronLeft aria-hidden className="size-4.5 rtl:-scale-x-100" />
          <Trans>Settings</Trans>
        </Link>
        <PageHeader title={name} description={i18n._(summary)} />
        <Suspense
          fallback={
            <Loading>
              <Skeleton className="h-96 rounded-xl" />
            </Loading>
          }
        >
          <Panel search={search} />
        </Suspense>
      </div>
    </div>
  );
}
