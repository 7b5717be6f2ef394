import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { type Draft, faultsOfDraft } from './draft.ts';
import { PriceRow } from './price-row.tsx';
import { useAddDrafts } from './use-add-drafts.ts';

/** What was chosen, each with its price and date; then all of it is stored. */
export function PriceStep({
  drafts,
  onChange,
  onBack,
  onDone,
}: {
  drafts: readonly Draft[];
  onChange: (drafts: readonly Draft[]) => void;
  onBack: () => void;
  onDone: (added: number) => void;
}) {
  const { t } = useLingui();
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const total = useRef(0);
  const adding = useAddDrafts();

  async function submit() {
    setChecked(true);
    if (drafts.some((draft) => faultsOfDraft(draft).length > 0)) {
      // After the faults are drawn.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    const left = await adding.add(drafts);
    total.current += drafts.length - left.length;
    if (left.length === 0) onDone(total.current);
    else onChange(left);
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ul className="grid gap-3">
        {drafts.map((draft) => (
          <PriceRow
            key={draft.key}
            draft={draft}
            isChecked={isChecked}
            error={adding.errors.get(draft.key) ?? null}
            onChange={(changed) =>
              onChange(drafts.map((other) => (other.key === changed.key ? changed : other)))
            }
            onRemove={() => onChange(drafts.filter((other) => other.key !== draft.key))}
          />
        ))}
      </ul>
      {adding.errors.size > 0 && (
        <Notice tone="danger" isUrgent className="mt-4" title={t`Not everything could be added`}>
          <Trans>What is still listed here was not stored. Try it again.</Trans>
        </Notice>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button
          type="submit"
          variant="primary"
          isBusy={adding.isAdding}
          disabled={drafts.length === 0}
        >
          <Plural value={drafts.length} one="Add # subscription" other="Add # subscriptions" />
        </Button>
        <Button variant="ghost" onClick={onBack}>
          <Trans>Choose more</Trans>
        </Button>
      </div>
    </form>
  );
}
