import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarClock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useSession } from '#web/lib/session.tsx';
import { instantAt, wallTimeOf } from '#web/lib/wall-time.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { Popover } from '#web/ui/popover.tsx';
import { readTimeRange, type TimeWindow } from './time-range.ts';
import { useWindowText } from './use-range-words.ts';

/** Opens the choice of a window from one instant to another. */
export function CustomRange({
  window,
  isChosen,
  onChoose,
}: {
  window: TimeWindow;
  isChosen: boolean;
  onChoose: (window: TimeWindow) => void;
}) {
  const windowText = useWindowText();
  return (
    <Popover
      className="w-80 max-w-[calc(100vw-1rem)] p-4"
      triggerClassName={cx(
        buttonClass({ variant: isChosen ? 'secondary' : 'ghost', size: 'sm' }),
        'max-w-full',
      )}
      trigger={
        <>
          <CalendarClock aria-hidden className="size-[1.15em] shrink-0" />
          <span className="truncate">
            {isChosen ? windowText(window) : <Trans>From … to</Trans>}
          </span>
        </>
      }
    >
      {(close) => (
        <WindowForm
          window={window}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function WindowForm({
  window,
  onChoose,
}: {
  window: TimeWindow;
  onChoose: (window: TimeWindow) => void;
}) {
  const { t } = useLingui();
  const { timeZone } = useSession().household;
  const [from, setFrom] = useState(() => wallTimeOf(window.from, timeZone));
  const [to, setTo] = useState(() => wallTimeOf(window.to, timeZone));
  const [fault, setFault] = useState<string | undefined>();

  function submit(event: FormEvent) {
    event.preventDefault();
    const chosen = { from: instantAt(from, timeZone), to: instantAt(to, timeZone) };
    const { fixed } = readTimeRange({ from: isoOf(chosen.from), to: isoOf(chosen.to) });
    if (fixed) onChoose(fixed);
    else setFault(t`Choose an end after the start, at most 13 months later.`);
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={<Trans>From</Trans>}>
        <Input
          type="datetime-local"
          required
          value={from}
          onChange={({ target }) => setFrom(target.value)}
        />
      </Field>
      <Field label={<Trans>To</Trans>} error={fault} hint={<Trans>Times in {timeZone}</Trans>}>
        <Input
          type="datetime-local"
          required
          value={to}
          onChange={({ target }) => setTo(target.value)}
        />
      </Field>
      <Button type="submit" variant="primary">
        <Trans>Show</Trans>
      </Button>
    </form>
  );
}

function isoOf(instant: number | null): string | undefined {
  return instant === null ? undefined : new Date(instant).toISOString();
}
