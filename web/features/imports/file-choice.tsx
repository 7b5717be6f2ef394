import { Trans, useLingui } from '@lingui/react/macro';
import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { IMPORT_FILES_MAXIMUM } from '#shared/imports/import-formats.ts';
import { Button } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { Progress } from '#web/ui/progress.tsx';
import { ImportFailure } from './import-failure.tsx';

/** A place to drop files on, and a button for everybody who does not drag. */
export function FileChoice({
  isReading,
  error,
  onChoose,
}: {
  isReading: boolean;
  error: unknown;
  onChoose: (files: readonly File[]) => void;
}) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function choose(list: FileList | null) {
    setOver(false);
    if (!isReading && list && list.length > 0) {
      onChoose([...list].slice(0, IMPORT_FILES_MAXIMUM + 1));
    }
  }
  const dropZone = {
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      choose(event.dataTransfer.files);
    },
  };

  return (
    <div className="grid gap-5">
      <fieldset
        {...dropZone}
        className={cx(
          'grid justify-items-center gap-4 rounded-lg border-2 border-dashed px-5 py-9 text-center transition',
          isOver ? 'border-tide bg-tide-soft' : 'border-line-strong bg-sunken/50',
        )}
      >
        <legend className="sr-only">
          <Trans>File</Trans>
        </legend>
        <FileUp aria-hidden className="size-9 text-tide-ink" strokeWidth={1.5} />
        <p className="font-display text-lg font-semibold">
          <Trans>Drop a file here</Trans>
        </p>
        <Button variant="primary" isBusy={isReading} onClick={() => input.current?.click()}>
          <Trans>Choose a file</Trans>
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept=".json,.csv,.txt,application/json,text/csv,text/plain"
          aria-label={t`File to import`}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            choose(target.files);
            // The same file again is a change, too.
            target.value = '';
          }}
        />
        <p className="max-w-md text-sm text-ink-faint">
          <Trans>JSON or CSV, exported from Duetide or Wallos. At most 4 MB and 10,000 rows.</Trans>
        </p>
      </fieldset>
      {isReading && <Progress label={t`Reading the file`} />}
      {error != null && !isReading && <ImportFailure error={error} />}
      <FromWallos />
    </div>
  );
}

function FromWallos() {
  return (
    <div className="text-sm text-ink-soft">
      <h3 className="font-semibold text-ink">
        <Trans>Coming from Wallos?</Trans>
      </h3>
      <p className="mt-1">
        <Trans>
          Its export, as CSV or JSON, carries currency symbols only, so you may be asked what a
          symbol means. The answers of its API know more: choose the files of subscriptions and of
          currencies together.
        </Trans>
      </p>
    </div>
  );
}
