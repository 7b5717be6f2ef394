import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ImportPreview } from '#shared/schemas/import-schemas.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { Progress } from '#web/ui/progress.tsx';
import { CurrencyQuestions } from './currency-questions.tsx';
import { FocusOnArrival } from './focus-on-arrival.tsx';
import { ImportFailure } from './import-failure.tsx';
import { ImportRows } from './import-rows.tsx';
import { ImportSummary } from './import-summary.tsx';
import type { Decision } from './use-import.ts';

/** What was understood of a file, what has to be answered, and the button that stores it. */
export function ImportReview({
  preview,
  isStoring,
  error,
  onStore,
  onStartOver,
}: {
  preview: ImportPreview;
  isStoring: boolean;
  error: unknown;
  onStore: (decision: Decision) => void;
  onStartOver: () => void;
}) {
  const { t } = useLingui();
  const { questions, household, counts } = preview;
  const [answers, setAnswers] = useState<Record<string, string>>(() => suggestedAnswers(preview));
  const [duplicates, setDuplicates] = useState<ReadonlySet<number>>(new Set());
  const [adoptHousehold, setAdoptHousehold] = useState(household?.isSuggested ?? false);
  const faults = fieldErrors(error);
  const count = counts.ready + duplicates.size;
  const isAnswered = questions.every(({ id }) => answers[id]);

  function store() {
    onStore({
      answers,
      includeDuplicates: [...duplicates],
      ...(household ? { adoptHousehold } : {}),
    });
  }
  function toggleDuplicate(row: number) {
    setDuplicates((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(row)) next.add(row);
      return next;
    });
  }

  return (
    <FocusOnArrival className="grid gap-5">
      <ImportSummary preview={preview} onStartOver={onStartOver} />
      {questions.length > 0 && (
        <CurrencyQuestions
          preview={preview}
          answers={answers}
          faults={faults}
          onAnswer={(id, currency) => setAnswers((all) => ({ ...all, [id]: currency }))}
        />
      )}
      {household && (
        <Card>
          <CardHeader title={<Trans>The household itself</Trans>} />
          <Checkbox
            checked={adoptHousehold}
            onChange={({ target }) => setAdoptHousehold(target.checked)}
            label={<Trans>Take over name, base currency and time zone</Trans>}
            hint={`${household.name} · ${household.baseCurrency} · ${household.timeZone}`}
          />
        </Card>
      )}
      <ImportRows
        preview={preview}
        answers={answers}
        duplicates={duplicates}
        onToggleDuplicate={toggleDuplicate}
      />
      <Card className="sticky bottom-[calc(5.25rem+env(safe-area-inset-bottom))] z-10 grid gap-3 p-3 shadow-lift sm:p-4 lg:bottom-4">
        {error != null && <ImportFailure error={error} />}
        {isStoring && <Progress label={t`Importing`} />}
        <Button
          variant="primary"
          className="sm:justify-self-end"
          isBusy={isStoring}
          disabled={!isAnswered || (count === 0 && !adoptHousehold && counts.rates === 0)}
          onClick={store}
        >
          <Plural value={count} one="Import # subscription" other="Import # subscriptions" />
        </Button>
      </Card>
    </FocusOnArrival>
  );
}

function suggestedAnswers({ questions }: ImportPreview): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ id, suggestion }) => (suggestion ? [[id, suggestion]] : [])),
  );
}
