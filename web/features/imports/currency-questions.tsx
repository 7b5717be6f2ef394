import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CURRENCY_CODES } from '#shared/money/currencies.ts';
import type { ImportPreview, ImportQuestion } from '#shared/schemas/import-schemas.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Field } from '#web/ui/field.tsx';
import { Select } from '#web/ui/select.tsx';

/** What only the person can know, asked once for the whole file. */
export function CurrencyQuestions({
  preview,
  answers,
  faults,
  onAnswer,
}: {
  preview: ImportPreview;
  answers: Record<string, string>;
  faults: Record<string, string>;
  onAnswer: (questionId: string, currency: string) => void;
}) {
  return (
    <Card>
      <CardHeader
        title={<Trans>Which currency is it?</Trans>}
        description={<Trans>The file says only this much. One answer holds for all rows.</Trans>}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {preview.questions.map((question) => (
          <CurrencyQuestion
            key={question.id}
            question={question}
            example={exampleOf(preview, question)}
            answer={answers[question.id] ?? ''}
            fault={faults[`answers.${question.id}`]}
            onAnswer={(currency) => onAnswer(question.id, currency)}
          />
        ))}
      </div>
    </Card>
  );
}

function CurrencyQuestion({
  question,
  example,
  answer,
  fault,
  onAnswer,
}: {
  question: ImportQuestion;
  example: string;
  answer: string;
  fault: string | undefined;
  onAnswer: (currency: string) => void;
}) {
  const { t } = useLingui();
  const format = useFormatter();
  const { kind, symbol, options, rows } = question;
  const label = (code: string) => `${format.currencyName(code)} (${code})`;
  const others = CURRENCY_CODES.filter((code) => !options.includes(code))
    .map((code) => ({ code, text: label(code) }))
    .sort((a, b) => a.text.localeCompare(b.text, format.locale));
  return (
    <Field
      label={
        kind === 'currency-number' ? (
          <Trans>Currency number {symbol} of Wallos</Trans>
        ) : symbol === '' ? (
          <Trans>Prices without a currency</Trans>
        ) : (
          <Trans>What “{symbol}” means</Trans>
        )
      }
      hint={<Plural value={rows} one={`# row: ${example}`} other={`# rows, such as ${example}`} />}
      error={fault && faultSentence(fault)}
    >
      <Select value={answer} onChange={({ target }) => onAnswer(target.value)}>
        {answer === '' && <option value="">{t`Choose a currency`}</option>}
        {options.length > 0 && (
          <optgroup label={t`Likely`}>
            {options.map((code) => (
              <option key={code} value={code}>
                {label(code)}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={options.length > 0 ? t`Others` : t`All currencies`}>
          {others.map(({ code, text }) => (
            <option key={code} value={code}>
              {text}
            </option>
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}

/** `Netflix, 17.99` */
function exampleOf({ rows }: ImportPreview, { id }: ImportQuestion): string {
  const row = rows.find(({ questionId }) => questionId === id);
  return `${row?.name ?? ''}, ${row?.subscription?.prices[0]?.amount ?? ''}`;
}
