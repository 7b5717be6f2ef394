export type PushPermission = 'default' | 'denied' | 'granted';

export interface BrowserSubscription {
  readonly endpoint: string;
  /** In base64url, as the server has it. */
  readonly serverKey: string | null;
  /** The keys of the browser, in base64url. */
  readonly p256dh: string;
  readonly auth: string;
  end(): Promise<void>;
}

/** What a browser does for Web Push. */
export interface PushPort {
  permission(): PushPermission;
  /** Only in answer to a click: browsers refuse it otherwise, and people do, too. */
  ask(): Promise<PushPermission>;
  current(): Promise<BrowserSubscription | null>;
  subscribe(serverKey: string): Promise<BrowserSubscription>;
  /** Two tabs do not subscribe at the same time. */
  alone<T>(run: () => Promise<T>): Promise<T>;
}
