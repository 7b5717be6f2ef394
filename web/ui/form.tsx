import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { FormError } from './form-error.tsx';
import { FormFaultsProvider } from './form-faults.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * A form of uncontrolled fields. The browser's constraints (`required`, `type`, `minLength`) are
 * checked on submit and told in our words; what the server refuses appears at its field as well.
 */
export function Form({
  onSubmit,
  error,
  id,
  className,
  children,
}: {
  onSubmit: (data: FormData) => void;
  error: unknown;
  /** For a button outside of it, such as in the footer of a Dialog. */
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const faultText = useFaultText();

  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const invalid = controlsOf(event.currentTarget).filter(({ validity }) => !validity.valid);
    setFaults(Object.fromEntries(invalid.map((control) => [control.name, faultText(control)])));
    if (invalid[0]) invalid[0].focus();
    else onSubmit(new FormData(event.currentTarget));
  }

  return (
    <form ref={form} id={id} noValidate onSubmit={submit} className={className}>
      <FormError error={error} />
      <FormFaultsProvider value={{ ...fieldErrors(error), ...faults }}>
        {children}
      </FormFaultsProvider>
    </form>
  );
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control => 'validity' in element && Boolean((element as Control).name),
  );
}

function useFaultText(): (control: Control) => string {
  const { t } = useLingui();
  return (control) => {
    const { validity } = control;
    if (validity.valueMissing) return t`Please fill this in.`;
    if (validity.typeMismatch && control.type === 'email') return t`This is no e-mail address.`;
    if (validity.tooShort && 'minLength' in control) {
      return plural(control.minLength, {
        one: 'At least # character, please.',
        other: 'At least # characters, please.',
      });
    }
    return t`This is not valid.`;
  };
}
