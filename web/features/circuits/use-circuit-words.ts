import { useLingui } from '@lingui/react/macro';
import type { CircuitEventView, CircuitView } from '#shared/schemas/operation-schemas.ts';
import type { Tone } from '#web/ui/badge.tsx';

export const STATE_TONES: Record<CircuitView['state'], Tone> = {
  closed: 'kelp',
  'half-open': 'amber',
  open: 'danger',
  isolated: 'amber',
};

/** Proper names that are no word with a capital letter. */
const TITLES: Record<string, string> = {
  ecb: 'European Central Bank',
  'open-er-api': 'ExchangeRate-API',
  'web-push': 'Web Push',
};

/** Circuits, their states and why they changed, in the words of somebody who depends on them. */
export function useCircuitWords() {
  const { t } = useLingui();
  const names: Record<string, string> = {
    database: t`Database`,
    cache: t`Redis`,
    mail: t`Mail server`,
  };
  const states: Record<CircuitView['state'], string> = {
    closed: t`Answers`,
    'half-open': t`Being tried again`,
    open: t`Does not answer`,
    isolated: t`Cut off by hand`,
  };
  const causes: Record<CircuitEventView['cause'], string> = {
    'consecutive-failures': t`Several calls in a row failed`,
    'failure-rate': t`Half of the calls or more failed`,
    'wait-is-over': t`The wait is over: a call tries it again`,
    'probe-failed': t`The call that tried it again failed`,
    'probes-succeeded': t`The call that tried it again succeeded`,
    isolated: t`An operator cut it off`,
    released: t`It is no longer cut off: the next call tries it`,
    reset: t`An operator had it tried again`,
  };
  return {
    states,
    causes,
    nameOf(circuit: string): string {
      const [, kind, what = ''] = /^(rates|channel)-(.+)$/.exec(circuit) ?? [];
      const name = TITLES[what] ?? what.slice(0, 1).toUpperCase() + what.slice(1);
      if (kind === 'rates') return t`Exchange rates: ${name}`;
      if (kind === 'channel') return t`Messages: ${name}`;
      return names[circuit] ?? circuit;
    },
  };
}
