import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { BellRing, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelView } from '#shared/schemas/channel-resource-schemas.ts';
import { isApiError } from '#web/lib/api-error.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useSession } from '#web/lib/session.tsx';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { ServerWords } from '../server-words.tsx';
import { PushObstacleNotice } from './push-obstacle-notice.tsx';
import { pushQuery } from './push-query.ts';
import { usePermissionChanges } from './use-permission-changes.ts';
import { usePushActions } from './use-push-actions.ts';

/** Notifications in the browser that one has before oneself. */
export function PushCard({
  channels,
  onTurnOff,
}: {
  channels: readonly ChannelView[];
  onTurnOff: (channel: ChannelView) => void;
}) {
  const { user } = useSession();
  const { data } = useQuery(pushQuery(user.id));
  const { turnOn, renew } = usePushActions();
  usePermissionChanges();
  if (!data) return null;
  if (data.obstacle) {
    return (
      <Frame>
        <PushObstacleNotice obstacle={data.obstacle} />
      </Frame>
    );
  }
  const failure = turnOn.error ?? renew.error;
  const channel = channels.find(({ id }) => id === data.channelId);
  // Some browsers refuse without remembering that they did.
  const isRefused = turnOn.data === 'denied' && data.permission === 'default';
  if (data.permission === 'denied' || isRefused) {
    return (
      <Frame>
        <BlockedNotice />
      </Frame>
    );
  }
  if (!channel) {
    return (
      <Frame
        action={
          <Button
            size="sm"
            icon={BellRing}
            isBusy={turnOn.isPending}
            onClick={() => turnOn.mutate()}
          >
            <Trans>Turn on</Trans>
          </Button>
        }
      >
        {turnOn.data === 'dismissed' && !turnOn.isPending && (
          <Notice
            tone="warning"
            title={<Trans>The browser was not given permission</Trans>}
            isUrgent
          >
            <Trans>Press “Turn on” again, and choose “Allow” when the browser asks.</Trans>
          </Notice>
        )}
        <Failure error={failure} />
      </Frame>
    );
  }
  const isWell = data.isSubscribed && data.permission === 'granted' && !channel.fault;
  return (
    <Frame
      badge={
        isWell ? (
          <Badge tone="kelp">
            <Trans>On</Trans>
          </Badge>
        ) : (
          <Badge tone="amber">
            <Trans>Interrupted</Trans>
          </Badge>
        )
      }
      action={
        <Button size="sm" onClick={() => onTurnOff(channel)}>
          <Trans>Turn off</Trans>
        </Button>
      }
    >
      {isWell ? (
        <p className="text-sm text-ink-soft">
          <Trans>
            It is “{channel.name}” in the list below. When you sign out here it pauses, so that
            nobody else reads along.
          </Trans>
        </p>
      ) : (
        <Notice
          tone="warning"
          title={<Trans>Notifications no longer reach this browser</Trans>}
          action={
            <Button
              size="sm"
              icon={RotateCw}
              isBusy={renew.isPending}
              onClick={() => renew.mutate(channel.id)}
            >
              <Trans>Turn on again</Trans>
            </Button>
          }
        >
          <Trans>The browser or its service has ended the connection. That can happen.</Trans>
        </Notice>
      )}
      <Failure error={failure} />
    </Frame>
  );
}

function Frame({
  badge,
  action,
  children,
}: {
  badge?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Card className="[&>header:last-child]:mb-0">
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Trans>In this browser</Trans>
            {badge}
          </span>
        }
        description={<Trans>Notifications on this device, also while Duetide is closed.</Trans>}
        action={action}
      />
      {children}
    </Card>
  );
}

function BlockedNotice() {
  return (
    <Notice tone="warning" title={<Trans>Notifications are blocked for this page</Trans>}>
      <Trans>
        Press the sign beside the address, allow notifications there, and come back. Where nothing
        of the kind is shown, look under notifications in the settings of the browser or the device.
      </Trans>
    </Notice>
  );
}

function Failure({ error }: { error: unknown }) {
  const { i18n } = useLingui();
  if (!error) return null;
  if (isApiError(error)) {
    return (
      <Notice tone="danger" title={i18n._(problemMessage(error))} isUrgent className="mt-4">
        <ServerWords error={error} />
      </Notice>
    );
  }
  return (
    <Notice
      tone="danger"
      title={<Trans>The browser could not be subscribed</Trans>}
      isUrgent
      className="mt-4"
    >
      <Trans>
        Its push service was not reached. Check the connection and try again. Some browsers, such as
        Brave, have to be told first to use a push service: see their privacy settings.
      </Trans>
    </Notice>
  );
}
