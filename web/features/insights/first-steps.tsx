import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { FileUp, Plus } from 'lucide-react';
import { buttonClass } from '#web/ui/button.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';

/** The overview before there is anything to see. */
export function FirstSteps({ canWrite }: { canWrite: boolean }) {
  return (
    <section className="overflow-hidden rounded-xl border border-line bg-surface shadow-card">
      <EmptyState
        className="px-6 pt-14"
        title={<Trans>The tide is out</Trans>}
        action={
          canWrite && (
            <>
              <Link to="/welcome" className={buttonClass({ variant: 'primary' })}>
                <Plus aria-hidden className="size-5" />
                <Trans>Pick what you pay for</Trans>
              </Link>
              <Link
                to="/settings/$section"
                params={{ section: 'import' }}
                className={buttonClass()}
              >
                <FileUp aria-hidden className="size-5" />
                <Trans>Import a file</Trans>
              </Link>
            </>
          )
        }
      >
        {canWrite ? (
          <Trans>
            Add what you pay for again and again, and this page shows what comes next, and what you
            can stop paying.
          </Trans>
        ) : (
          <Trans>Nobody in this household has added a subscription yet.</Trans>
        )}
      </EmptyState>
      <svg
        aria-hidden="true"
        viewBox="0 0 800 60"
        preserveAspectRatio="none"
        className="h-14 w-full"
      >
        <path
          d="M0 30q50-14 100 0t100 0 100 0 100 0 100 0 100 0 100 0 100 0V60H0z"
          className="fill-tide/25"
        />
        <path d="M0 44q66-12 133 0t133 0 133 0 133 0 133 0 135 0V60H0z" className="fill-tide/60" />
      </svg>
    </section>
  );
}
