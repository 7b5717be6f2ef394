import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  Bell,
  BellRing,
  Blocks,
  Hash,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessagesSquare,
  MonitorSmartphone,
  Send,
  Smartphone,
  Webhook,
  Workflow,
} from 'lucide-react';
import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';

interface KindFacts {
  /** Names of services are the same in every language. */
  name: string | MessageDescriptor;
  icon: LucideIcon;
  /** Where to get what the form asks for. */
  help: MessageDescriptor;
  /** Of the service's own instructions. */
  link?: string;
}

export const KINDS: Record<NoticeKind, KindFacts> = {
  mail: {
    name: msg`Mail`,
    icon: Mail,
    help: msg`Goes to the address of your account.`,
  },
  telegram: {
    name: 'Telegram',
    icon: Send,
    help: msg`Talk to @BotFather, send /newbot and copy the token. Then write to your bot once: it cannot begin a chat.`,
    link: 'https://core.telegram.org/bots/features#botfather',
  },
  ntfy: {
    name: 'ntfy',
    icon: BellRing,
    help: msg`Subscribe to a topic in the ntfy app. Without a token everybody who guesses the topic can read it.`,
    link: 'https://docs.ntfy.sh/subscribe/phone/',
  },
  discord: {
    name: 'Discord',
    icon: MessageCircle,
    help: msg`In the settings of a channel choose Integrations, Webhooks, New webhook, and copy its address.`,
    link: 'https://support.discord.com/hc/en-us/articles/228383668',
  },
  slack: {
    name: 'Slack',
    icon: Hash,
    help: msg`Make an app with incoming webhooks, add it to a channel, and copy the address of the webhook.`,
    link: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  },
  pushover: {
    name: 'Pushover',
    icon: Smartphone,
    help: msg`Your user key stands on the first page of pushover.net. Register an application there for the token.`,
    link: 'https://pushover.net/apps/build',
  },
  gotify: {
    name: 'Gotify',
    icon: Bell,
    help: msg`Add an application under Apps on your Gotify server, and copy its token.`,
    link: 'https://gotify.net/docs/pushmsg',
  },
  matrix: {
    name: 'Matrix',
    icon: MessagesSquare,
    help: msg`Sign in with an account for the bot, invite it to a room and copy its access token. The id of the room stands in its settings.`,
    link: 'https://spec.matrix.org/latest/client-server-api/#using-access-tokens',
  },
  mattermost: {
    name: 'Mattermost',
    icon: Workflow,
    help: msg`Under Integrations add an incoming webhook, choose a channel, and copy the address.`,
    link: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
  },
  apprise: {
    name: 'Apprise API',
    icon: Blocks,
    help: msg`Keep the addresses to notify under a key on your Apprise server, and enter that key.`,
    link: 'https://github.com/caronc/apprise-api',
  },
  webhook: {
    name: msg`Webhook`,
    icon: Webhook,
    help: msg`Any program of yours that takes a request. With a secret it can verify the signature by Standard Webhooks.`,
    link: 'https://www.standardwebhooks.com',
  },
  'web-push': {
    name: msg`Browser`,
    icon: MonitorSmartphone,
    help: msg`A browser in which somebody turned notifications on.`,
  },
};
