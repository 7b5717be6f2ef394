import type { HttpClient } from './http-client.ts';

export interface StoredSubscription {
  id: string;
  name: string;
  version: number;
  notes: string;
  tags: string[];
  prices: { amount: string }[];
  deletedAt: string | null;
}

/** All that somebody has, or all that lies in their trash. @throws unless every page is answered. */
export async function listStored(
  client: HttpClient,
  origin: string,
  cookie: string,
  { trash = false } = {},
): Promise<StoredSubscription[]> {
  const stored: StoredSubscription[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({
      limit: '200',
      trash: String(trash),
      ...(cursor && { cursor }),
    });
    const { status, text } = await client.ask({
      url: `${origin}/api/v1/subscriptions?${query}`,
      cookie,
    });
    if (status !== 200) throw new Error(`The list answered ${status}: ${text}`);
    const page = JSON.parse(text) as { items: StoredSubscription[]; nextCursor: string | null };
    stored.push(...page.items);
    cursor = page.nextCursor;
  }
  return stored;
}
