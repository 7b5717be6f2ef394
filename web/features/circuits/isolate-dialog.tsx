import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { SegmentedControl } from '#web/ui/segmented-control.tsx';

const CHOICES = ['15', '60', '480', '1440'] as const;
type Minutes = (typeof CHOICES)[number];

/** For how long a dependency is not to be asked. */
export function IsolateDialog({
  name,
  onIsolate,
  onClose,
}: {
  name: string;
  onIsolate: (minutes: number) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const [minutes, setMinutes] = useState<Minutes>('60');
  const words: Record<Minutes, string> = {
    '15': t`15 min`,
    '60': t`1 h`,
    '480': t`8 h`,
    '1440': t`24 h`,
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`Cut off: ${name}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button variant="danger" onClick={() => onIsolate(Number(minutes))}>
            <Trans>Cut off</Trans>
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <p className="text-ink-soft">
          <Trans>
            No instance asks it for anything meanwhile: what can wait is done later, the rest is
            refused at once. Use it when the calls themselves do harm. It ends by itself, and you
            can end it at any time.
          </Trans>
        </p>
        <SegmentedControl
          label={t`For how long`}
          value={minutes}
          options={CHOICES.map((value) => ({ value, label: words[value] }))}
          onChange={setMinutes}
          className="w-full"
        />
      </div>
    </Dialog>
  );
}
