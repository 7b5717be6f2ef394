import { PageNotFound } from './page-not-found.tsx';

/** An address that nothing answers to, outside of the shell. */
export function AppNotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <PageNotFound />
    </main>
  );
}
