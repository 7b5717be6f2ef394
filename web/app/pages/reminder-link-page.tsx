import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ReminderLinkView } from '#shared/schemas/reminder-link-schemas.ts';
import {
  INCOMPLETE,
  type LinkFault,
  linkFaultOf,
} from '#web/features/reminder-links/link-fault.ts';
import {
  ReminderLinkDone,
  ReminderLinkDoneTitle,
} from '#web/features/reminder-links/reminder-link-done.tsx';
import { ReminderLinkFacts } from '#web/features/reminder-links/reminder-link-facts.tsx';
import { SnoozeChoices } from '#web/features/reminder-links/snooze-choices.tsx';
import {
  type ReminderLinkRedemption,
  useReminderLink,
} from '#web/features/reminder-links/use-reminder-link.ts';
import { usePageTitle } from '#web/lib/page-title.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { FormError } from '#web/ui/form-error.tsx';
import { Loading, Skeleton } from '#web/ui/skeleton.tsx';
import { EntranceHeading } from '../entrance/entrance-heading.tsx';

/** Where the links of messages lead: whoever has one needs no account, and can do that one thing. */
export function ReminderLinkPage() {
  const { t } = useLingui();
  usePageTitle(t`Reminder`);
  // Behind the #, so that it is in no server's log. Some programs take a full stop for part of it.
  const hash = useLocation({ select: (location) => location.hash });
  const [token] = /^[\w-]+/.exec(hash) ?? [];
  return token ? <Content key={token} token={token} /> : <Fault fault={INCOMPLETE} />;
}

function Content({ token }: { token: string }) {
  const { link, redeem } = useReminderLink(token);
  const fault = linkFaultOf(redeem.error) ?? linkFaultOf(link.error);

  if (fault) return <Fault fault={fault} />;
  if (link.isPending) return <Outline />;
  if (link.isError) {
    return (
      <ErrorState
        error={link.error}
        title={<Trans>The reminder cannot be shown</Trans>}
        isPageTitle
        isRetrying={link.isFetching}
        onRetry={() => void link.refetch()}
      />
    );
  }
  if (redeem.isSuccess) return <Done link={link.data} redeem={redeem} />;
  return link.data.action === 'paid' ? (
    <MarkPaid link={link.data} redeem={redeem} />
  ) : (
    <PutOff link={link.data} redeem={redeem} />
  );
}

function MarkPaid({ link, redeem }: PartProps) {
  const { name } = link.subject;
  if (link.entry) {
    return (
      <>
        <EntranceHeading title={<Trans>Nothing left to do</Trans>}>
          {link.entry === 'paid' ? (
            <Trans>{name} is marked as paid already.</Trans>
          ) : (
            <Trans>Somebody has entered that {name} was not charged this time.</Trans>
          )}
        </EntranceHeading>
        <ReminderLinkFacts link={link} />
        <OpenDuetide link={link} />
      </>
    );
  }
  return (
    <>
      <EntranceHeading title={<Trans>Is this paid?</Trans>}>
        <Trans>One press enters it. The link can do nothing else, and works once.</Trans>
      </EntranceHeading>
      <div className="grid gap-5">
        <ReminderLinkFacts link={link} />
        <FormError error={redeem.error} />
        <Button
          variant="primary"
          size="lg"
          icon={Check}
          isBusy={redeem.isPending}
          onClick={() => redeem.mutate(undefined)}
        >
          <Trans>Mark as paid</Trans>
        </Button>
      </div>
    </>
  );
}

function PutOff({ link, redeem }: PartProps) {
  if (link.choices.length === 0) {
    return (
      <>
        <EntranceHeading title={<Trans>This cannot wait any longer</Trans>}>
          <Trans>Later than now, a reminder would come too late to help.</Trans>
        </EntranceHeading>
        <ReminderLinkFacts link={link} />
        <OpenDuetide link={link} />
      </>
    );
  }
  return (
    <>
      <EntranceHeading title={<Trans>Remind me later</Trans>}>
        <Trans>The same message comes once more, where this one came from.</Trans>
      </EntranceHeading>
      <div className="grid gap-5">
        <ReminderLinkFacts link={link} />
        <FormError error={redeem.error} />
        <SnoozeChoices choices={link.choices} redeem={redeem} />
      </div>
    </>
  );
}

function Done({ link, redeem }: PartProps) {
  if (!redeem.data) return null;
  return (
    <Arrival>
      <EntranceHeading title={<ReminderLinkDoneTitle done={redeem.data} />}>
        <ReminderLinkDone link={link} done={redeem.data} />
      </EntranceHeading>
      <ReminderLinkFacts link={link} />
      <OpenDuetide link={link} />
      <p className="mt-4 text-center text-sm text-ink-faint">
        <Trans>You can close this page.</Trans>
      </p>
    </Arrival>
  );
}

function Fault({ fault }: { fault: LinkFault }) {
  const { i18n } = useLingui();
  return (
    <Arrival>
      <EntranceHeading title={i18n._(fault.title)}>{i18n._(fault.text)}</EntranceHeading>
      <Link to="/" className={buttonClass()}>
        <Trans>Open Duetide</Trans>
      </Link>
    </Arrival>
  );
}

function OpenDuetide({ link: { kind, subject } }: { link: ReminderLinkView }) {
  const look = `${buttonClass()} mt-6 w-full`;
  const text = <Trans>Open in Duetide</Trans>;
  return kind === 'card-expiry' ? (
    <Link to="/settings/$section" params={{ section: 'payment-methods' }} className={look}>
      {text}
    </Link>
  ) : (
    <Link to="/subscriptions/$id" params={{ id: subject.id }} className={look}>
      {text}
    </Link>
  );
}

/** What takes the place of something that was pressed: whoever listens hears of it. */
function Arrival({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('h1')?.focus(), []);
  return <div ref={place}>{children}</div>;
}

function Outline() {
  return (
    <Loading className="grid gap-5">
      <Skeleton className="h-9 w-3/5" />
      <Skeleton className="h-6 w-full" />
      <Skeleton className="mt-2 h-32 w-full rounded-xl" />
      <Skeleton className="h-13 w-full rounded-full" />
    </Loading>
  );
}

interface PartProps {
  link: ReminderLinkView;
  redeem: ReminderLinkRedemption;
}
