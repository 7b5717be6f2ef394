import { Trans, useLingui } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks before what was typed is lost, whether by a link, the back button or closing the tab. */
export function LeaveGuard({ isDirty }: { isDirty: () => boolean }) {
  const { t } = useLingui();
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty(),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog
      isOpen
      onClose={blocker.reset}
      title={t`Leave without saving?`}
      footer={
        <>
          <Button variant="ghost" onClick={blocker.proceed}>
            <Trans>Leave</Trans>
          </Button>
          <Button variant="primary" onClick={blocker.reset}>
            <Trans>Stay and go on</Trans>
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">
        <Trans>What you entered is not stored yet and would be lost.</Trans>
      </p>
    </Dialog>
  );
}
