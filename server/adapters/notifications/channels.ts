import { appriseChannel } from './apprise-channel.ts';
import { discordChannel } from './discord-channel.ts';
import { gotifyChannel } from './gotify-channel.ts';
import { matrixChannel } from './matrix-channel.ts';
import { mattermostChannel } from './mattermost-channel.ts';
import type { Channels } from './notifications.ts';
import { ntfyChannel } from './ntfy-channel.ts';
import { createPushoverChannel } from './pushover-channel.ts';
import { slackChannel } from './slack-channel.ts';
import { createTelegramChannel } from './telegram-channel.ts';
import { createWebPushChannel, type WebPushDeps } from './web-push-channel.ts';
import { webhookChannel } from './webhook-channel.ts';

/** Every channel there is, by its kind. */
export function createChannels(webPush: WebPushDeps): Channels {
  return {
    telegram: createTelegramChannel(),
    discord: discordChannel,
    slack: slackChannel,
    ntfy: ntfyChannel,
    gotify: gotifyChannel,
    pushover: createPushoverChannel(),
    mattermost: mattermostChannel,
    matrix: matrixChannel,
    apprise: appriseChannel,
    webhook: webhookChannel,
    'web-push': createWebPushChannel(webPush),
  };
}
