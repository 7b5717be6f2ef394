import { Trans } from '@lingui/react/macro';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { MarkList } from '#web/ui/charts/timeline/mark-list.tsx';

/** What the flags in the charts stand for. */
export function MarkCard() {
  return (
    <Card className="mt-4">
      <CardHeader
        title={<Trans>Starts and deploys</Trans>}
        description={<Trans>The flags in the charts above</Trans>}
      />
      <MarkList />
    </Card>
  );
}
