import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { buttonClass } from '#web/ui/button.tsx';
import { Progress } from '#web/ui/progress.tsx';
import { Wordmark } from '../brand/wordmark.tsx';

const STEPS = 4;

/** Around a step of the welcome: how far it is, a way out, and what can be done at the bottom. */
export function WelcomeFrame({
  step,
  title,
  description,
  footer,
  children,
}: {
  step: number;
  title: ReactNode;
  description: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useLingui();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is a new page for the reader
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [step]);

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-5xl items-center justify-between gap-6 px-4 py-5 sm:px-8">
        <Wordmark />
        <Link to="/" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          <Trans>Skip for now</Trans>
        </Link>
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 pt-4 pb-16 sm:px-8">
        <Progress
          label={t`Step ${step} of ${STEPS}`}
          value={step / STEPS}
          className="mb-8 max-w-48"
        />
        <h1 ref={heading} tabIndex={-1} className="text-3xl">
          {title}
        </h1>
        <p className="mt-2 mb-8 max-w-xl text-lg text-ink-soft">{description}</p>
        {children}
      </main>
      {footer && (
        <footer className="sticky bottom-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] shadow-lift">
          <div className="mx-auto flex w-full max-w-5xl items-center justify-between gap-4 px-4 py-3 sm:px-8">
            {footer}
          </div>
        </footer>
      )}
    </div>
  );
}
