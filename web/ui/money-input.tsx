import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { CURRENCY_CODES, minorDigits } from '#shared/money/currencies.ts';
import { amountFromText, amountToText } from '#web/lib/amount-text.ts';
import { useFormatter } from '#web/lib/use-formatter.ts';
import { CONTROL_CLASS } from './control-class.ts';
import { cx } from './cx.ts';
import { useFieldProps } from './field.tsx';

/**
 * An amount as the person's locale writes it, and its currency. `amount` is the wire's decimal
 * string; text that is no amount passes through as typed, so that validation can say what is wrong.
 */
export function MoneyInput({
  amount,
  currency,
  onAmountChange,
  onCurrencyChange,
  onBlur,
  isRequired = false,
}: {
  amount: string;
  currency: string;
  onAmountChange: (amount: string) => void;
  /** Without it the currency is fixed. */
  onCurrencyChange?: (currency: string) => void;
  onBlur?: () => void;
  isRequired?: boolean;
}) {
  const { t } = useLingui();
  const { locale } = useFormatter();
  const fieldProps = useFieldProps();
  const [text, setText] = useState<string | null>(null);
  const shown = text !== null && amountFromText(text, locale) === amount ? text : null;

  return (
    <div className="flex">
      <input
        {...fieldProps}
        inputMode={minorDigits(currency) > 0 ? 'decimal' : 'numeric'}
        autoComplete="off"
        required={isRequired}
        value={shown ?? amountToText(amount, locale)}
        onBlur={onBlur}
        onChange={(event) => {
          setText(event.target.value);
          onAmountChange(amountFromText(event.target.value, locale));
        }}
        className={cx(
          CONTROL_CLASS,
          'tabular rounded-e-none border-e-0 text-end focus-visible:z-1',
        )}
      />
      {onCurrencyChange ? (
        <select
          aria-label={t`Currency`}
          value={currency}
          onChange={(event) => onCurrencyChange(event.target.value)}
          className={cx(
            CONTROL_CLASS,
            'w-auto! shrink-0 rounded-s-none bg-sunken! pe-2 ps-2.5 font-semibold',
          )}
        >
          {CURRENCY_CODES.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      ) : (
        <span className="grid place-items-center rounded-e-md border border-line-strong bg-sunken px-3 font-semibold text-ink-soft">
          {currency}
        </span>
      )}
    </div>
  );
}
