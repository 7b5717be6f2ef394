import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CircleSlash, Copy, Ellipsis, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { useSubscriptionActions } from './use-subscription-actions.ts';

/** Everything that can be done with a subscription as a whole. */
export function ActionBar({
  view,
  onDuplicated,
  onRemoved,
}: {
  view: SubscriptionView;
  onDuplicated: (id: string) => void;
  onRemoved: () => void;
}) {
  const { t } = useLingui();
  const actions = useSubscriptionActions(view);
  const [asked, setAsked] = useState<'pause' | 'cancel' | null>(null);
  const canResume = view.status === 'paused' || view.cancelledOn !== null;
  const canStop = view.cancelledOn === null && view.status !== 'ended';

  return (
    <>
      <Link
        to="/subscriptions/$id/edit"
        params={{ id: view.id }}
        className={buttonClass({ size: 'sm' })}
      >
        <Pencil aria-hidden className="size-4" />
        <Trans>Edit</Trans>
      </Link>
      {canResume && (
        <Button size="sm" icon={Play} isBusy={actions.isBusy} onClick={() => void actions.resume()}>
          <Trans>Resume</Trans>
        </Button>
      )}
      {canStop && view.status !== 'paused' && (
        <Button size="sm" icon={Pause} onClick={() => setAsked('pause')}>
          <Trans>Pause</Trans>
        </Button>
      )}
      {canStop && (
        <Button size="sm" icon={CircleSlash} onClick={() => setAsked('cancel')}>
          <Trans>Cancel</Trans>
        </Button>
      )}
      <Menu
        entries={[
          {
            label: t`Duplicate`,
            icon: Copy,
            onSelect: () =>
              void actions.duplicate().then(
                (copy) => onDuplicated(copy.id),
                // It has been told in a toast.
                () => undefined,
              ),
          },
          'separator',
          {
            label: t`Delete`,
            icon: Trash2,
            isDangerous: true,
            onSelect: () => void actions.remove().then((isGone) => isGone && onRemoved()),
          },
        ]}
        trigger={
          <button
            type="button"
            aria-label={t`More actions`}
            className="inline-grid size-9 place-items-center rounded-full text-ink-soft hover:bg-ink/8 hover:text-ink"
          >
            <Ellipsis aria-hidden className="size-5" />
          </button>
        }
      />
      {asked === 'pause' && (
        <PauseDialog
          name={view.name}
          onPause={(from, until) => void actions.pause(from, until)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'cancel' && (
        <CancelDialog
          view={view}
          onCancel={(on, accessUntil) => void actions.cancel(on, accessUntil)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
