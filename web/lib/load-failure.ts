/**
 * Whether a lazy part of the application did not arrive: the connection was lost, or a new version
 * took its place on the server. Each browser has its own words for it, and no other sign.
 */
export function isLoadFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|module script failed/i.test(
      error.message,
    )
  );
}
