import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Status } from '#shared/subscriptions/subscription.ts';
import { Badge, type Tone } from '#web/ui/badge.tsx';

export const STATUS_LABELS: Record<Status, MessageDescriptor> = {
  trial: msg`Trial`,
  active: msg`Active`,
  paused: msg`Paused`,
  cancelled: msg`Cancelled`,
  ended: msg`Ended`,
};

const TONES: Record<Status, Tone> = {
  trial: 'amber',
  active: 'kelp',
  paused: 'tide',
  cancelled: 'coral',
  ended: 'neutral',
};

export function StatusBadge({ status }: { status: Status }) {
  const { i18n } = useLingui();
  return <Badge tone={TONES[status]}>{i18n._(STATUS_LABELS[status])}</Badge>;
}
