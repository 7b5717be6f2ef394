import { Trans } from '@lingui/react/macro';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Notice } from '#web/ui/notice.tsx';
import type { Live } from './use-live.ts';

/** Says that nobody answers, and since when; nothing while somebody does. */
export function AwayNotice({ live: { state, at } }: { live: Live }) {
  const { instant } = useMomentWords();
  if (state !== 'away') return null;
  const heard = instant(new Date(at).toISOString());
  return (
    <Notice
      tone="danger"
      isUrgent
      className="mb-5"
      title={<Trans>The server does not answer</Trans>}
    >
      <Trans>
        It was heard of last on {heard}, and what you see is of then. It is asked again every 5
        seconds; the page goes on by itself.
      </Trans>
    </Notice>
  );
}
