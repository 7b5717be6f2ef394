import { Trans } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { FormProvider, type Path, useForm, useWatch } from 'react-hook-form';
import { isApiError } from '#web/lib/api-error.ts';
import { faultSentence } from '#web/lib/fault-sentence.ts';
import { fieldErrors } from '#web/lib/field-errors.ts';
import { useToday } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { cx } from '#web/ui/cx.ts';
import { FormError } from '#web/ui/form-error.tsx';
import { LeaveGuard } from '#web/ui/leave-guard.tsx';
import { previewOf, type Standing } from './draft-preview.ts';
import { resolveDraft } from './draft-resolver.ts';
import { Essentials } from './essentials.tsx';
import { type FormChoices, MoreFields } from './more-fields.tsx';
import { PreviewCard } from './preview-card.tsx';
import type { SubscriptionDraft } from './subscription-draft.ts';

/** Everything about a subscription that is entered, with a preview of what follows from it. */
export function SubscriptionForm({
  initial,
  standing,
  choices,
  isNew,
  error,
  isBusy,
  onSave,
  onLeave,
}: {
  initial: SubscriptionDraft;
  standing: Standing;
  choices: FormChoices;
  isNew: boolean;
  /** Of the last attempt to save. */
  error: unknown;
  isBusy: boolean;
  onSave: (draft: SubscriptionDraft) => void;
  /** Without saving. */
  onLeave: () => void;
}) {
  const moreId = useId();
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<SubscriptionDraft>({
    defaultValues: initial,
    resolver: resolveDraft,
    shouldFocusError: false,
  });
  const { formState, handleSubmit, setError } = form;
  const { isDirty, submitCount } = formState;
  const [isMoreOpen, setMoreOpen] = useState(!isNew);
  const [refusals, setRefusals] = useState(0);
  const hasFaults = Object.keys(formState.errors).length > 0;

  useEffect(() => {
    for (const [path, message] of Object.entries(fieldErrors(error))) {
      setError(path as Path<SubscriptionDraft>, { message: faultSentence(message) });
    }
    if (error) setRefusals((count) => count + 1);
  }, [error, setError]);

  // Once for each attempt: typing changes the faults as well, and must not move the focus.
  const attempt = submitCount + refusals;
  const shownAttempt = useRef(0);
  useEffect(() => {
    if (attempt === shownAttempt.current) return;
    const fault = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (fault?.closest('[hidden]')) return setMoreOpen(true);
    shownAttempt.current = attempt;
    fault?.focus();
  });

  return (
    <FormProvider {...form}>
      <form
        ref={element}
        noValidate
        onSubmit={(event) => void handleSubmit(onSave)(event)}
        className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:items-start"
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Essentials categories={choices.categories} isNew={isNew} />
        </div>
        <div className="lg:sticky lg:top-6 lg:row-span-3">
          <Preview standing={standing} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <button
            type="button"
            aria-expanded={isMoreOpen}
            aria-controls={moreId}
            onClick={() => setMoreOpen(!isMoreOpen)}
            className="flex h-11 items-center gap-2 justify-self-start rounded-full px-3 font-semibold text-tide-ink hover:bg-ink/6"
          >
            <ChevronDown
              aria-hidden
              className={cx('size-5 transition-transform', isMoreOpen && 'rotate-180')}
            />
            {isMoreOpen ? (
              <Trans>Fewer details</Trans>
            ) : (
              <Trans>Trial, notice, category, notes and more</Trans>
            )}
          </button>
          <div id={moreId} hidden={!isMoreOpen}>
            <MoreFields choices={choices} />
          </div>
          {submitCount > 0 && hasFaults ? (
            <p role="alert" className="font-medium text-danger-ink">
              <Trans>Some fields need another look.</Trans>
            </p>
          ) : (
            !isApiError(error, 'version-mismatch') && <FormError error={error} />
          )}
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isBusy={isBusy || formState.isSubmitting}>
              {isNew ? <Trans>Add subscription</Trans> : <Trans>Save</Trans>}
            </Button>
            <Button variant="ghost" onClick={onLeave}>
              <Trans>Back</Trans>
            </Button>
          </div>
        </div>
      </form>
      <LeaveGuard isDirty={() => isDirty} />
    </FormProvider>
  );
}

function Preview({ standing }: { standing: Standing }) {
  const today = useToday();
  const draft = useWatch<SubscriptionDraft>() as SubscriptionDraft;
  const preview = useMemo(() => previewOf(draft, standing, today), [draft, standing, today]);
  return (
    <div aria-live="polite">
      <PreviewCard preview={preview} />
    </div>
  );
}
