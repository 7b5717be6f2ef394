import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef } from 'react';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { Button } from '#web/ui/button.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { FormFaultsProvider } from '#web/ui/form-faults.ts';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';

/**
 * A long form whose buttons follow the reader once there is something to save, with what the server
 * had against it.
 */
export function SettingsForm({
  isDirty,
  isComplete,
  isSaving,
  error,
  onSave,
  onDiscard,
  children,
}: {
  isDirty: boolean;
  /** Otherwise its fields say what is missing. */
  isComplete: boolean;
  isSaving: boolean;
  error: unknown;
  onSave: () => void;
  onDiscard: () => void;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (error) focusFault(form.current);
  }, [error]);

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onSave();
        else focusFault(form.current);
      }}
      className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:gap-6"
    >
      <FormFaultsProvider value={fieldErrors(error)}>{children}</FormFaultsProvider>
      <LeaveGuard isDirty={() => isDirty} />
      {isDirty && (
        <div className="sticky bottom-[calc(5rem+env(safe-area-inset-bottom))] z-20 grid animate-rise gap-3 rounded-xl border border-line bg-raised p-3 shadow-overlay sm:ps-5 lg:bottom-6">
          <FormError error={error} />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p className="text-sm font-semibold text-ink-soft max-sm:sr-only">
              <Trans>Not saved yet</Trans>
            </p>
            <div className="flex flex-1 justify-end gap-2">
              <Button variant="ghost" onClick={onDiscard}>
                <Trans>Discard</Trans>
              </Button>
              <Button type="submit" variant="primary" isBusy={isSaving}>
                <Trans>Save</Trans>
              </Button>
            </div>
          </div>
        </div>
      )}
    </form>
  );
}

function focusFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
