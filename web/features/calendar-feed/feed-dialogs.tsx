import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { useToast } from '#web/ui/toast.tsx';
import type { useCalendarFeed } from './use-calendar-feed.ts';

type Actions = ReturnType<typeof useCalendarFeed>;

export function RevokeFeedDialog({
  revoke,
  onClose,
}: {
  revoke: Actions['revoke'];
  onClose: () => void;
}) {
  const { t } = useLingui();
  const toast = useToast();
  return (
    <AddressDialog
      title={t`Turn the calendar feed off?`}
      action={<Trans>Turn it off</Trans>}
      change={revoke}
      onClose={onClose}
      onDone={() => toast({ text: t`The calendar feed is off` })}
    >
      <Trans>
        Calendars that use the address stop being updated. Nothing is deleted in Duetide, and you
        can create another address whenever you like.
      </Trans>
    </AddressDialog>
  );
}

export function ReplaceFeedDialog({
  create,
  onClose,
}: {
  create: Actions['create'];
  onClose: () => void;
}) {
  const { t } = useLingui();
  return (
    <AddressDialog
      title={t`Replace the address?`}
      action={<Trans>Create a new one</Trans>}
      change={create}
      onClose={onClose}
    >
      <Trans>
        The present address stops working. Calendars that use it have to be given the new one.
      </Trans>
    </AddressDialog>
  );
}

/** An address that people gave to others cannot be brought back: this asks first. */
function AddressDialog({
  title,
  action,
  change,
  onClose,
  onDone,
  children,
}: {
  title: string;
  action: ReactNode;
  change: Actions['create'] | Actions['revoke'];
  onClose: () => void;
  onDone?: () => void;
  children: ReactNode;
}) {
  function run() {
    const options = {
      onSuccess: () => {
        onClose();
        onDone?.();
      },
    };
    change.mutate(undefined, options);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Keep it</Trans>
          </Button>
          <Button variant="danger" isBusy={change.isPending} onClick={run}>
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-ink-soft">{children}</p>
        <FormError error={change.error} />
      </div>
    </Dialog>
  );
}
