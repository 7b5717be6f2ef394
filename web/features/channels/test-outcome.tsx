import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelTest } from '#shared/schemas/channel-resource-schemas.ts';
import { Notice } from '#web/ui/notice.tsx';

/** What the service answered, in its own words. */
export function TestOutcome({ test }: { test: ChannelTest }) {
  const { t } = useLingui();
  if (test.outcome === 'delivered') {
    return (
      <Notice tone="success" title={<Trans>It was taken. Look whether it has arrived.</Trans>} />
    );
  }
  if (test.outcome === 'refused') {
    return (
      <Notice tone="danger" title={<Trans>It was refused</Trans>}>
        <Words>{test.words}</Words>
      </Notice>
    );
  }
  const { retryAfter } = test;
  return (
    <Notice
      tone="warning"
      title={
        test.isReached ? (
          <Trans>The service could not take it now</Trans>
        ) : (
          <Trans>The service could not be reached</Trans>
        )
      }
    >
      <Words>{test.words}</Words>
      {retryAfter !== null && (
        <p>
          {t`${plural(retryAfter, { one: 'Try again in a second.', other: 'Try again in # seconds.' })}`}
        </p>
      )}
    </Notice>
  );
}

/** They come from elsewhere: of any length, in any language. */
export function Words({ children }: { children: string }) {
  return (
    <p dir="auto" className="wrap-anywhere">
      {children}
    </p>
  );
}
