import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { type CalendarDate, isCalendarDate } from '#shared/dates/calendar-date.ts';
import { useToday } from '#web/lib/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field } from '#web/ui/field.tsx';
import type { BulkAnswer } from './bulk-answer.ts';

interface StopQuestionProps {
  /** Null while it makes no sense. */
  onAnswer: (answer: BulkAnswer | null) => void;
}

/** From when, and until when. */
export function PauseQuestion({ onAnswer }: StopQuestionProps) {
  const today = useToday();
  const [from, setFrom] = useState<string>(today);
  const [until, setUntil] = useState('');
  function tell(nextFrom: string, nextUntil: string) {
    setFrom(nextFrom);
    setUntil(nextUntil);
    const isOpenEnd = nextUntil === '';
    const isValid =
      isCalendarDate(nextFrom) &&
      (isOpenEnd || (isCalendarDate(nextUntil) && nextUntil > nextFrom));
    onAnswer(
      isValid
        ? {
            question: 'pause',
            from: nextFrom,
            until: isOpenEnd ? null : (nextUntil as CalendarDate),
          }
        : null,
    );
  }
  return (
    <>
      <Field label={<Trans>From</Trans>}>
        <DateInput value={from} onChange={({ target }) => tell(target.value, until)} />
      </Field>
      <Field
        label={<Trans>Runs again on</Trans>}
        hint={<Trans>Leave it empty to pause until further notice.</Trans>}
      >
        <DateInput value={until} onChange={({ target }) => tell(from, target.value)} />
      </Field>
      <p className="text-sm text-ink-faint">
        <Trans>What is cancelled, ended or paused already stays as it is.</Trans>
      </p>
    </>
  );
}

export function CancelQuestion({ onAnswer }: StopQuestionProps) {
  const [on, setOn] = useState<string>(useToday());
  function tell(next: string) {
    setOn(next);
    onAnswer(isCalendarDate(next) ? { question: 'cancel', on: next } : null);
  }
  return (
    <Field
      label={<Trans>Cancelled on</Trans>}
      hint={<Trans>Each stays usable until the day before its next charge.</Trans>}
    >
      <DateInput value={on} onChange={({ target }) => tell(target.value)} />
    </Field>
  );
}
