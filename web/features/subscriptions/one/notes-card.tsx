import { Trans } from '@lingui/react/macro';
import { Card, CardHeader } from '#web/ui/card.tsx';

export function NotesCard({ notes }: { notes: string }) {
  return (
    <Card>
      <CardHeader title={<Trans>Notes</Trans>} />
      <p className="break-words whitespace-pre-wrap text-ink-soft">{notes}</p>
    </Card>
  );
}
