let readRoute = () => '/';

/** Once, when there is a router. */
export function followRoute(read: () => string): void {
  readRoute = read;
}

/** Of the page that is shown, as the router writes it: `/subscriptions/$id`. */
export function currentRoute(): string {
  return readRoute();
}
