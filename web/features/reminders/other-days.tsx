import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { MOST_DAYS } from '#shared/reminders/reminder-rules.ts';
import { Button } from '#web/ui/button.tsx';
import { CONTROL_CLASS } from '#web/ui/control-class.ts';
import { cx } from '#web/ui/cx.ts';

/** A number of days that is not among the usual ones. */
export function OtherDays({
  onAdd,
  onClose,
}: {
  onAdd: (count: number) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const faultId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);

  useEffect(() => input.current?.focus(), []);

  function add() {
    const count = Number(text);
    const isDays = /^\d{1,3}$/.test(text.trim()) && count <= MOST_DAYS;
    setRefused(!isDays);
    if (isDays) onAdd(count);
    else input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Neither sends the form nor closes the dialog around it.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') add();
    else onClose();
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <input
        ref={input}
        value={text}
        inputMode="numeric"
        autoComplete="off"
        aria-label={t`Number of days`}
        aria-invalid={isRefused || undefined}
        aria-describedby={isRefused ? faultId : undefined}
        placeholder={t`Days`}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        className={cx(CONTROL_CLASS, 'h-9 w-20! px-3 text-sm')}
      />
      <Button size="sm" onClick={add}>
        <Trans>Add day</Trans>
      </Button>
      {isRefused && (
        <span id={faultId} role="alert" className="text-sm font-medium text-danger-ink">
          <Trans>A whole number from 0 to {MOST_DAYS}</Trans>
        </span>
      )}
    </span>
  );
}
