import type { ChannelMessage } from '#server/adapters/notifications/notifications.ts';

/** What a member gets who asks whether a channel works. */
export function testMessage(id: string, channelName: string, publicUrl: string): ChannelMessage {
  return {
    id,
    kind: 'test',
    title: 'Duetide can reach you here',
    body: `This is the test of your channel “${channelName}”. Nothing is due.`,
    url: `${publicUrl}/settings/notifications`,
    priority: 'normal',
  };
}
