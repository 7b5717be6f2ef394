/**
 * Where to go after signing in: only paths of this site, so that a link cannot send people
 * elsewhere. Browsers read `/\host` and `//host` as other sites.
 */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
