import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ArrowRight, type LucideIcon, Mail, MessagesSquare, MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useSession } from '#web/lib/session.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Spinner } from '#web/ui/spinner.tsx';
import { ServerWords } from './server-words.tsx';
import { TestOutcome } from './test-outcome.tsx';
import { useAddMail } from './use-add-mail.ts';

const CHOICE =
  'flex h-full w-full items-center gap-3 rounded-lg border border-line bg-surface p-4 text-start transition hover:border-line-strong hover:bg-sunken';

/** For who is reached nowhere yet: mail with one press, and the way to everything else. */
export function FirstChannel({ onAdded }: { onAdded: () => void }) {
  const { i18n } = useLingui();
  const { user } = useSession();
  const mail = useAddMail(onAdded);
  const { email } = user;

  if (mail.data?.outcome === 'delivered') {
    return (
      <div role="status">
        <Notice tone="success" title={<Trans>Reminders now go to {email}</Trans>}>
          <Trans>
            A test is on its way there: look whether it has arrived. What you are told of and when
            is under{' '}
            <Link
              to="/settings/$section"
              params={{ section: 'reminders' }}
              search={{}}
              className="font-semibold underline underline-offset-4"
            >
              Reminders
            </Link>
            .
          </Trans>
        </Notice>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3 sm:grid-cols-3">
        <li>
          <button
            type="button"
            className={CHOICE}
            aria-busy={mail.isPending || undefined}
            onClick={() => mail.isPending || mail.mutate()}
          >
            <Words
              icon={Mail}
              title={<Trans>Mail to me</Trans>}
              detail={<span className="wrap-anywhere">{email}</span>}
            />
            {mail.isPending && <Spinner />}
          </button>
        </li>
        <li>
          <Elsewhere
            icon={MonitorSmartphone}
            title={<Trans>In this browser</Trans>}
            detail={<Trans>Also while Duetide is closed</Trans>}
          />
        </li>
        <li>
          <Elsewhere
            icon={MessagesSquare}
            title={<Trans>Another way</Trans>}
            detail={<Trans>Telegram, ntfy, Slack and more</Trans>}
          />
        </li>
      </ul>
      <div role="status" className="empty:hidden">
        {mail.data && <TestOutcome test={mail.data} />}
        {mail.error && (
          <Notice tone="danger" title={i18n._(problemMessage(mail.error))}>
            <ServerWords error={mail.error} />
          </Notice>
        )}
      </div>
    </div>
  );
}

function Elsewhere(words: { icon: LucideIcon; title: ReactNode; detail: ReactNode }) {
  return (
    <Link
      to="/settings/$section"
      params={{ section: 'notifications' }}
      search={{}}
      className={CHOICE}
    >
      <Words {...words} />
      <ArrowRight aria-hidden className="size-4 shrink-0 text-ink-faint rtl:rotate-180" />
    </Link>
  );
}

function Words({
  icon: Icon,
  title,
  detail,
}: {
  icon: LucideIcon;
  title: ReactNode;
  detail: ReactNode;
}) {
  return (
    <>
      <span className="grid size-10 shrink-0 place-items-center rounded-md bg-tide-soft text-tide-ink">
        <Icon aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1 leading-snug">
        <span className="block font-semibold">{title}</span>
        <span className="block text-sm text-ink-faint">{detail}</span>
      </span>
    </>
  );
}
