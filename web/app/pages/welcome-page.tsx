import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { channelsQuery } from '#web/features/channels/channels-query.ts';
import { FirstChannel } from '#web/features/channels/first-channel.tsx';
import { type Draft, draftOfName, draftOfService } from '#web/features/onboarding/draft.ts';
import { HouseholdStep } from '#web/features/onboarding/household-step.tsx';
import { PriceStep } from '#web/features/onboarding/price-step.tsx';
import { ServicePicker } from '#web/features/onboarding/service-picker.tsx';
import { newRequestKey } from '#web/lib/new-request-key.ts';
import { usePageTitle } from '#web/lib/page-title.ts';
import { useSession } from '#web/lib/session.tsx';
import { Button } from '#web/ui/button.tsx';
import { TEXT_LINK } from '#web/ui/text-link.ts';
import { useToast } from '#web/ui/toast.tsx';
import { WelcomeFrame } from '../welcome/welcome-frame.tsx';

type Step = 'household' | 'services' | 'prices' | 'channel';

/** From an empty household to one that shows something, in steps that can all be skipped. */
export function WelcomePage() {
  const { t } = useLingui();
  usePageTitle(t`Welcome`);
  const router = useRouter();
  const toast = useToast();
  const { household } = useSession();
  const [step, setStep] = useState<Step>('household');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const [added, setAdded] = useState(0);
  const [isReached, setReached] = useState(false);
  const channels = useQuery(channelsQuery).data;
  const chosenSlugs = new Set(drafts.flatMap(({ service }) => service?.slug ?? []));

  if (step === 'household') {
    return (
      <WelcomeFrame
        step={1}
        title={<Trans>Is this right?</Trans>}
        description={<Trans>Your browser told us this much. Change what is wrong.</Trans>}
      >
        <HouseholdStep onDone={() => setStep('services')} />
      </WelcomeFrame>
    );
  }
  if (step === 'services') {
    return (
      <WelcomeFrame
        step={2}
        title={<Trans>What do you pay for?</Trans>}
        description={
          <Trans>
            Tap everything that comes to mind. Or{' '}
            <Link to="/settings/$section" params={{ section: 'import' }} className={TEXT_LINK}>
              import a file
            </Link>{' '}
            from another tracker.
          </Trans>
        }
        footer={
          <>
            <p aria-live="polite" className="font-semibold">
              <Plural
                value={drafts.length}
                _0="Nothing chosen yet"
                one="# chosen"
                other="# chosen"
              />
            </p>
            <Button
              variant="primary"
              disabled={drafts.length === 0}
              onClick={() => setStep('prices')}
            >
              <Trans>Continue</Trans>
            </Button>
          </>
        }
      >
        <ServicePicker
          chosenSlugs={chosenSlugs}
          onToggle={(service) =>
            setDrafts(
              chosenSlugs.has(service.slug)
                ? drafts.filter((draft) => draft.service?.slug !== service.slug)
                : [...drafts, draftOfService(service, household.baseCurrency, newRequestKey())],
            )
          }
          onAddName={(name) =>
            setDrafts([...drafts, draftOfName(name, household.baseCurrency, newRequestKey())])
          }
        />
      </WelcomeFrame>
    );
  }
  if (step === 'channel') {
    return (
      <WelcomeFrame
        step={4}
        title={<Trans>Be told before money leaves</Trans>}
        description={
          <>
            <Plural value={added} one="# subscription added." other="# subscriptions added." />{' '}
            <Trans>
              Before a trial ends, a price rises, or the last day to cancel passes: how shall it
              reach you?
            </Trans>
          </>
        }
      >
        <FirstChannel onAdded={() => setReached(true)} />
        <Button
          variant={isReached ? 'primary' : 'ghost'}
          className="mt-8"
          onClick={() => void router.navigate({ to: '/' })}
        >
          {isReached ? <Trans>To the overview</Trans> : <Trans>Not now</Trans>}
        </Button>
      </WelcomeFrame>
    );
  }
  return (
    <WelcomeFrame
      step={3}
      title={<Trans>What does it cost?</Trans>}
      description={<Trans>The price and the next date are enough. The rest can follow.</Trans>}
    >
      <PriceStep
        drafts={drafts}
        onChange={setDrafts}
        onBack={() => setStep('services')}
        onDone={(count) => {
          if (channels?.items.length === 0) {
            setAdded(count);
            setStep('channel');
            return;
          }
          toast({
            text: plural(count, { one: '# subscription added', other: '# subscriptions added' }),
          });
          void router.navigate({ to: '/' });
        }}
      />
    </WelcomeFrame>
  );
}
