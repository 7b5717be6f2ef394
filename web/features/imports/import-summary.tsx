import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ImportFormat } from '#shared/imports/import-formats.ts';
import type { ImportPreview } from '#shared/schemas/import-schemas.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { useNoteText } from './note-text.ts';

/** What the file is, and how much of it was understood. */
export function ImportSummary({
  preview,
  onStartOver,
}: {
  preview: ImportPreview;
  onStartOver: () => void;
}) {
  const noteText = useNoteText();
  const { counts, rows, format, notes } = preview;
  return (
    <Card>
      <CardHeader
        title={
          <Plural value={rows.length} one="# subscription found" other="# subscriptions found" />
        }
        description={<FormatName format={format} />}
        action={
          <Button size="sm" onClick={onStartOver}>
            <Trans>Another file</Trans>
          </Button>
        }
      />
      <div className="flex flex-wrap gap-2">
        <Badge tone="kelp">
          <Trans>{counts.ready} ready</Trans>
        </Badge>
        {counts.doubtful > 0 && (
          <Badge tone="amber">
            <Plural value={counts.doubtful} one="# worth a look" other="# worth a look" />
          </Badge>
        )}
        {counts.duplicate > 0 && (
          <Badge>
            <Plural value={counts.duplicate} one="# duplicate" other="# duplicates" />
          </Badge>
        )}
        {counts.faulty > 0 && (
          <Badge tone="danger">
            <Trans>{counts.faulty} not usable</Trans>
          </Badge>
        )}
        {counts.budgets > 0 && (
          <Badge>
            <Plural value={counts.budgets} one="# budget" other="# budgets" />
          </Badge>
        )}
        {counts.rates > 0 && (
          <Badge>
            <Plural value={counts.rates} one="# exchange rate" other="# exchange rates" />
          </Badge>
        )}
      </div>
      {notes.length > 0 && (
        <ul className="mt-4 grid gap-1 text-sm text-ink-soft">
          {notes.map((note) => (
            <li key={note.code}>{noteText(note)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function FormatName({ format }: { format: ImportFormat }) {
  const { t } = useLingui();
  switch (format) {
    case 'duetide-json':
      return t`A household exported from Duetide`;
    case 'duetide-csv':
      return t`A table exported from Duetide`;
    case 'wallos-json':
      return t`A JSON export of Wallos`;
    case 'wallos-csv':
      return t`A CSV export of Wallos`;
    case 'wallos-api':
      return t`An answer of Wallos’s API`;
  }
}
