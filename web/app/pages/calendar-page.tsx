import { Trans, useLingui } from '@lingui/react/macro';
import { usePageTitle } from '#web/lib/page-title.ts';
import { PageHeader } from '#web/ui/page-header.tsx';

export function CalendarPage() {
  const { t } = useLingui();
  usePageTitle(t`Calendar`);
  return <PageHeader title={<Trans>Calendar</Trans>} />;
}
