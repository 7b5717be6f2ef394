import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import type { DraftField, fieldsChangedMeanwhile } from './draft-differences.ts';

const LABELS: Record<DraftField, MessageDescriptor> = {
  name: msg`Name`,
  service: msg`Logo`,
  cycle: msg`How often`,
  anchor: msg`First charge`,
  prices: msg`Price`,
  trialEndsOn: msg`Free trial`,
  weekendRule: msg`Weekend rule`,
  autoRenews: msg`Renews by itself`,
  notice: msg`Notice period`,
  minimumTermEndsOn: msg`Minimum term`,
  url: msg`Web page`,
  cancelUrl: msg`Page for cancelling`,
  notes: msg`Notes`,
  tags: msg`Tags`,
  categoryId: msg`Category`,
  paymentMethodId: msg`Payment method`,
};

/** Somebody else saved first: whose version is to stand? */
export function ConflictDialog({
  changes,
  isBusy,
  onTheirs,
  onMine,
  onClose,
}: {
  changes: ReturnType<typeof fieldsChangedMeanwhile>;
  isBusy: boolean;
  onTheirs: () => void;
  onMine: () => void;
  onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const overwritten = changes.filter(({ isMineDifferent }) => isMineDifferent);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t`It was changed meanwhile`}
      footer={
        <>
          <Button onClick={onTheirs}>
            <Trans>Show theirs</Trans>
          </Button>
          <Button variant="primary" isBusy={isBusy} onClick={onMine}>
            <Trans>Keep mine</Trans>
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">
        <Trans>
          While you were editing, somebody saved another version. Keeping yours overwrites only what
          you changed.
        </Trans>
      </p>
      {changes.length > 0 && (
        <ul className="mt-4 grid gap-2">
          {changes.map(({ field, isMineDifferent }) => (
            <li key={field} className="flex justify-between gap-4 border-b border-line pb-2">
              <span className="font-semibold">{i18n._(LABELS[field])}</span>
              <span className="text-sm text-ink-faint">
                {isMineDifferent ? <Trans>changed by both</Trans> : <Trans>changed by them</Trans>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && overwritten.length === 0 && (
        <p className="mt-4 text-sm text-ink-faint">
          <Trans>You changed other fields than they did: with yours, both remain.</Trans>
        </p>
      )}
    </Dialog>
  );
}
