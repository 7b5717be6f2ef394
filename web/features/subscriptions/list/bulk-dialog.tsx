import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { CategoryView, PaymentMethodView } from '#shared/schemas/household-schemas.ts';
import { useToday } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { Field } from '#web/ui/field.tsx';
import { Input } from '#web/ui/input.tsx';
import { Select } from '#web/ui/select.tsx';
import type { BulkAnswer, BulkQuestion } from './bulk-answer.ts';
import { CancelQuestion, PauseQuestion } from './stop-questions.tsx';

interface BulkDialogProps {
  question: BulkQuestion;
  count: number;
  categories: readonly CategoryView[];
  paymentMethods: readonly PaymentMethodView[];
  /** Those that the chosen ones have. */
  tags: readonly string[];
  onAnswer: (answer: BulkAnswer) => void;
  onClose: () => void;
}

/** Asks for what a change of many needs to know. */
export function BulkDialog({ question, count, onAnswer, onClose, ...choices }: BulkDialogProps) {
  const { t } = useLingui();
  const formId = useId();
  const today = useToday();
  const [answer, setAnswer] = useState<BulkAnswer | null>(() => firstAnswer(question, today));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!answer) return;
    onClose();
    onAnswer(answer);
  }

  const TITLES: Record<BulkQuestion, string> = {
    category: t`Set the category`,
    'payment-method': t`Set the payment method`,
    'add-tag': t`Add a tag`,
    'remove-tag': t`Remove a tag`,
    pause: t`Pause`,
    cancel: t`Mark as cancelled`,
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={TITLES[question]}
      description={<Plural value={count} one="For # subscription" other="For # subscriptions" />}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" disabled={answer === null}>
            {TITLES[question]}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <Question question={question} onAnswer={setAnswer} {...choices} />
      </form>
    </Dialog>
  );
}

type QuestionProps = Omit<BulkDialogProps, 'count' | 'onClose' | 'onAnswer'> & {
  onAnswer: (answer: BulkAnswer | null) => void;
};

function Question({ question, categories, paymentMethods, tags, onAnswer }: QuestionProps) {
  const { t } = useLingui();
  switch (question) {
    case 'category':
      return (
        <Reference
          label={t`Category`}
          none={t`No category`}
          options={categories.map(({ id, name }) => ({ id, label: name }))}
          onChoose={(id, label) => onAnswer({ question, id, label })}
        />
      );
    case 'payment-method':
      return (
        <Reference
          label={t`Payment method`}
          none={t`No payment method`}
          options={paymentMethods}
          onChoose={(id, label) => onAnswer({ question, id, label })}
        />
      );
    case 'add-tag':
      return (
        <Field label={<Trans>Tag</Trans>}>
          <Input
            maxLength={50}
            autoComplete="off"
            // The dialog was opened to type here.
            autoFocus
            onChange={({ target }) => {
              const tag = target.value.trim();
              onAnswer(tag === '' ? null : { question, tag });
            }}
          />
        </Field>
      );
    case 'remove-tag':
      return (
        <Field
          label={<Trans>Tag</Trans>}
          hint={tags.length === 0 ? <Trans>None of them has a tag.</Trans> : undefined}
        >
          <Select
            defaultValue=""
            onChange={({ target }) =>
              onAnswer(target.value ? { question, tag: target.value } : null)
            }
          >
            <Options
              none={t`Choose a tag`}
              options={tags.map((tag) => ({ id: tag, label: tag }))}
            />
          </Select>
        </Field>
      );
    case 'pause':
      return <PauseQuestion onAnswer={onAnswer} />;
    case 'cancel':
      return <CancelQuestion onAnswer={onAnswer} />;
  }
}

/** Where there is a sensible answer before anybody has said anything. */
function firstAnswer(question: BulkQuestion, today: CalendarDate): BulkAnswer | null {
  if (question === 'pause') return { question, from: today, until: null };
  return question === 'cancel' ? { question, on: today } : null;
}

function Reference({
  label,
  none,
  options,
  onChoose,
}: {
  label: string;
  none: string;
  options: readonly { id: string; label: string }[];
  onChoose: (id: string | null, label: string) => void;
}) {
  const { t } = useLingui();
  const NONE = 'none';
  return (
    <Field label={label}>
      <Select
        defaultValue=""
        onChange={({ target }) => {
          const option = options.find(({ id }) => id === target.value);
          onChoose(option?.id ?? null, option?.label ?? none);
        }}
      >
        <option value="" disabled>
          {t`Choose`}
        </option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
        <option value={NONE}>{none}</option>
      </Select>
    </Field>
  );
}

function Options({
  none,
  options,
}: {
  none: string;
  options: readonly { id: string; label: string }[];
}): ReactNode {
  return (
    <>
      <option value="">{none}</option>
      {options.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </>
  );
}
