import { Trans } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { DeleteAccountCard } from '#web/features/accounts/delete-account-card.tsx';
import { NameCard } from '#web/features/accounts/name-card.tsx';
import { PasswordCard } from '#web/features/accounts/password-card.tsx';
import { SessionsCard } from '#web/features/accounts/sessions-card.tsx';
import { pausePush } from '#web/features/channels/push/this-browser.ts';
import { buttonClass } from '#web/ui/button.tsx';

/** What belongs to the person rather than to the household. */
export function AccountSection() {
  const router = useRouter();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:gap-6">
      <NameCard />
      <PasswordCard />
      <SessionsCard />
      <DeleteAccountCard
        exportOffer={
          <a
            href="/api/v1/export?format=json"
            download
            className={`${buttonClass({ size: 'sm' })} justify-self-start`}
          >
            <Download aria-hidden className="size-4" />
            <Trans>Download everything</Trans>
          </a>
        }
        onDeleted={async () => {
          await pausePush();
          await router.navigate({ to: '/sign-in' });
        }}
      />
    </div>
  );
}
