import type { Cycle } from '#shared/subscriptions/subscription.ts';

export const SERVICE_GROUPS = [
  'video',
  'music',
  'software',
  'ai',
  'cloud',
  'games',
  'news',
  'learning',
  'fitness',
  'telecom',
  'memberships',
] as const;
export type ServiceGroup = (typeof SERVICE_GROUPS)[number];

/** A service that many people pay for: offered for tapping, recognised in imports. */
export interface WellKnownService {
  /** Matches `^[a-z0-9]{1,60}$`; equals the slug of simple-icons where that has the logo. */
  slug: string;
  name: string;
  group: ServiceGroup;
  /** How most people pay for it. */
  cycle: Cycle;
  /** Where a subscriber ends it, or the account page that leads there. */
  cancelUrl: string | null;
}

const MONTHLY: Cycle = { every: 1, unit: 'month' };
const YEARLY: Cycle = { every: 1, unit: 'year' };

/** Name of the default category (`DEFAULT_CATEGORIES`) that fits a group. */
export const CATEGORY_NAME_OF_GROUP: Readonly<Record<ServiceGroup, string>> = {
  video: 'Entertainment',
  music: 'Music',
  software: 'Software',
  ai: 'Software',
  cloud: 'Cloud & storage',
  games: 'Entertainment',
  news: 'News & reading',
  learning: 'News & reading',
  fitness: 'Health & fitness',
  telecom: 'Phone & internet',
  memberships: 'Memberships',
};

/** Within a group the most common come first. */
export const WELL_KNOWN_SERVICES: readonly WellKnownService[] = [
  monthly('video', 'netflix', 'Netflix', 'https://www.netflix.com/cancelplan'),
  monthly('video', 'youtube', 'YouTube Premium', 'https://www.youtube.com/paid_memberships'),
  monthly('video', 'disneyplus', 'Disney+', 'https://www.disneyplus.com/account'),
  monthly('video', 'primevideo', 'Prime Video'),
  monthly('video', 'hbomax', 'HBO Max'),
  monthly('video', 'appletv', 'Apple TV+', 'https://apps.apple.com/account/subscriptions'),
  monthly('video', 'hulu', 'Hulu', 'https://secure.hulu.com/account'),
  monthly('video', 'paramountplus', 'Paramount+', 'https://www.paramountplus.com/account/'),
  monthly('video', 'crunchyroll', 'Crunchyroll', 'https://www.crunchyroll.com/account/membership'),
  monthly('video', 'dazn', 'DAZN'),
  monthly('video', 'sky', 'Sky'),
  monthly('video', 'twitch', 'Twitch', 'https://www.twitch.tv/subscriptions'),
  monthly('video', 'mubi', 'MUBI'),
  monthly('video', 'viaplay', 'Viaplay'),
  monthly('video', 'nebula', 'Nebula'),
  yearly('video', 'plex', 'Plex'),

  monthly('music', 'spotify', 'Spotify', 'https://www.spotify.com/account/'),
  monthly('music', 'applemusic', 'Apple Music', 'https://apps.apple.com/account/subscriptions'),
  monthly('music', 'youtubemusic', 'YouTube Music', 'https://www.youtube.com/paid_memberships'),
  monthly('music', 'deezer', 'Deezer'),
  monthly('music', 'tidal', 'TIDAL'),
  monthly('music', 'soundcloud', 'SoundCloud'),
  monthly('music', 'audible', 'Audible'),

  monthly('software', 'microsoft365', 'Microsoft 365', 'https://account.microsoft.com/services'),
  monthly('software', 'adobecreativecloud', 'Adobe', 'https://account.adobe.com/plans'),
  monthly('software', 'canva', 'Canva', 'https://www.canva.com/settings/billing'),
  monthly('software', 'figma', 'Figma'),
  monthly('software', 'notion', 'Notion'),
  yearly('software', 'evernote', 'Evernote'),
  yearly('software', 'todoist', 'Todoist'),
  monthly('software', 'zoom', 'Zoom'),
  monthly('software', 'slack', 'Slack'),
  monthly('software', 'github', 'GitHub', 'https://github.com/settings/billing'),
  yearly('software', 'jetbrains', 'JetBrains'),
  monthly('software', 'linear', 'Linear'),
  yearly('software', '1password', '1Password'),
  yearly('software', 'bitwarden', 'Bitwarden'),
  yearly('software', 'nordvpn', 'NordVPN'),
  monthly('software', 'mullvad', 'Mullvad'),
  yearly('software', 'grammarly', 'Grammarly'),
  monthly('software', 'deepl', 'DeepL'),

  monthly('ai', 'chatgpt', 'ChatGPT'),
  monthly('ai', 'claude', 'Claude'),
  monthly('ai', 'googlegemini', 'Google Gemini', 'https://one.google.com/settings'),
  monthly('ai', 'perplexity', 'Perplexity'),
  monthly('ai', 'githubcopilot', 'GitHub Copilot', 'https://github.com/settings/billing'),
  monthly('ai', 'cursor', 'Cursor'),
  monthly('ai', 'midjourney', 'Midjourney'),

  monthly('cloud', 'icloud', 'iCloud+', 'https://apps.apple.com/account/subscriptions'),
  monthly('cloud', 'googleone', 'Google One', 'https://one.google.com/settings'),
  monthly('cloud', 'dropbox', 'Dropbox', 'https://www.dropbox.com/account/plan'),
  yearly('cloud', 'proton', 'Proton'),
  monthly('cloud', 'backblaze', 'Backblaze'),
  yearly('cloud', 'fastmail', 'Fastmail'),
  monthly('cloud', 'hetzner', 'Hetzner'),
  monthly('cloud', 'digitalocean', 'DigitalOcean'),
  yearly('cloud', 'namecheap', 'Namecheap'),
  yearly('cloud', 'squarespace', 'Squarespace'),

  monthly('games', 'playstation', 'PlayStation Plus'),
  monthly('games', 'xbox', 'Xbox Game Pass', 'https://account.microsoft.com/services'),
  yearly('games', 'nintendo', 'Nintendo Switch Online'),
  monthly('games', 'ea', 'EA Play'),
  monthly('games', 'discord', 'Discord Nitro'),
  monthly('games', 'nvidia', 'GeForce NOW'),

  monthly('news', 'newyorktimes', 'The New York Times'),
  monthly('news', 'theguardian', 'The Guardian'),
  monthly('news', 'thewashingtonpost', 'The Washington Post'),
  monthly('news', 'medium', 'Medium'),
  monthly('news', 'substack', 'Substack'),
  monthly('news', 'kindle', 'Kindle Unlimited'),
  yearly('news', 'feedly', 'Feedly'),

  yearly('learning', 'duolingo', 'Duolingo'),
  monthly('learning', 'coursera', 'Coursera'),
  monthly('learning', 'skillshare', 'Skillshare'),
  monthly('learning', 'linkedin', 'LinkedIn Premium'),
  monthly('learning', 'chessdotcom', 'Chess.com'),

  monthly('fitness', 'gym', 'Gym'),
  yearly('fitness', 'strava', 'Strava', 'https://www.strava.com/account'),
  monthly('fitness', 'peloton', 'Peloton'),
  yearly('fitness', 'headspace', 'Headspace'),
  yearly('fitness', 'komoot', 'komoot'),
  yearly('fitness', 'garmin', 'Garmin Connect+'),

  monthly('telecom', 'mobilephone', 'Mobile phone'),
  monthly('telecom', 'internet', 'Internet at home'),
  monthly('telecom', 'vodafone', 'Vodafone'),
  monthly('telecom', 'deutschetelekom', 'Telekom'),
  monthly('telecom', 'o2', 'O2'),
  monthly('telecom', 'orange', 'Orange'),
  monthly('telecom', 'verizon', 'Verizon'),

  yearly('memberships', 'amazonprime', 'Amazon Prime', 'https://www.amazon.com/gp/primecentral'),
  monthly('memberships', 'patreon', 'Patreon', 'https://www.patreon.com/settings/memberships'),
  monthly('memberships', 'uber', 'Uber One'),
  monthly('memberships', 'hellofresh', 'HelloFresh'),
  yearly('memberships', 'deutschebahn', 'BahnCard'),
  monthly('memberships', 'tinder', 'Tinder'),
];

function monthly(group: ServiceGroup, slug: string, name: string, cancelUrl: string | null = null) {
  return { slug, name, group, cycle: MONTHLY, cancelUrl };
}

function yearly(group: ServiceGroup, slug: string, name: string, cancelUrl: string | null = null) {
  return { slug, name, group, cycle: YEARLY, cancelUrl };
}
