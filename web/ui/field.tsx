import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useId } from 'react';
import { cx } from './cx.ts';
import { useFormFaults } from './form-faults.ts';

interface FieldIds {
  id: string;
  name: string | undefined;
  describedBy: string | undefined;
  isInvalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** Label, hint and fault around one control, which takes its ids from {@link useFieldProps}. */
export function Field({
  label,
  hint,
  error,
  name,
  isLabelHidden = false,
  className,
  children,
}: {
  label: ReactNode;
  /** In a Form: the name of the control, under which its faults come. */
  name?: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  isLabelHidden?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const faults = useFormFaults();
  const fault = error ?? (name === undefined ? undefined : faults[name]);
  const describedBy = cx(fault && `${id}-error`, hint != null && `${id}-hint`) || undefined;
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-semibold text-ink'}>
        {label}
      </label>
      <FieldContext value={{ id, describedBy, name, isInvalid: Boolean(fault) }}>
        {children}
      </FieldContext>
      {hint != null && (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      )}
      {fault && (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm font-medium text-danger-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {fault}
        </p>
      )}
    </div>
  );
}

/** What ties a control to its {@link Field}; nothing outside of one. */
export function useFieldProps() {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    ...(field.name === undefined ? {} : { name: field.name }),
    'aria-describedby': field.describedBy,
    'aria-invalid': field.isInvalid || undefined,
  };
}
