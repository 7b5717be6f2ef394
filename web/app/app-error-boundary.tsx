import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button } from '#web/ui/button.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { ErrorReference } from './telemetry/error-reference.tsx';

/** The last net: whatever no page caught. React knows this only as a class. */
export class AppErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('Something was thrown that is no error') };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main className="grid min-h-dvh place-items-center p-6">
        <ErrorState
          isPageTitle
          error={this.state.error}
          title={<Trans>Duetide stopped working</Trans>}
        >
          <Trans>What you saved is safe on the server.</Trans>
          <div className="mt-5">
            <Button variant="primary" onClick={() => location.reload()}>
              <Trans>Load the page again</Trans>
            </Button>
          </div>
          <ErrorReference error={this.state.error} />
        </ErrorState>
      </main>
    );
  }
}
