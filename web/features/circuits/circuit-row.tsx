import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CircuitTimeline, CircuitView } from '#shared/schemas/operation-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { useMomentWords } from '#web/lib/use-moment-words.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { CIRCUIT_DATA } from './circuit-queries.ts';
import { CircuitStrip } from './circuit-strip.tsx';
import { IsolateDialog } from './isolate-dialog.tsx';
import { STATE_TONES, useCircuitWords } from './use-circuit-words.ts';

export interface LastError {
  readonly at: string;
  readonly words: string;
}

/** One dependency: how it is, how it was, what it failed of last, and what can be done. */
export function CircuitRow({
  circuit,
  timeline,
  since: knownFrom,
  lastError,
}: {
  circuit: CircuitView;
  timeline: CircuitTimeline | undefined;
  /** From when on something is known, in milliseconds. */
  since: number;
  lastError: LastError | undefined;
}) {
  const { nameOf, states } = useCircuitWords();
  const { instant } = useMomentWords();
  const { name, state, since, heldUntil } = circuit;
  const sinceText = instant(since);
  const untilText = heldUntil && instant(heldUntil);
  return (
    <li className="grid grid-cols-1 gap-3 py-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-semibold wrap-anywhere">{nameOf(name)}</h3>
          <p className="text-sm text-ink-faint">
            {untilText ? <Trans>until {untilText}</Trans> : <Trans>since {sinceText}</Trans>}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={STATE_TONES[state]}>{states[state]}</Badge>
          <CircuitActions circuit={circuit} />
        </div>
      </div>
      {timeline && <CircuitStrip timeline={timeline} since={knownFrom} />}
      {lastError && <LastWords {...lastError} />}
    </li>
  );
}

function LastWords({ at, words }: LastError) {
  const { instant } = useMomentWords();
  const when = instant(at);
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-soft">
      <p className="font-semibold">
        <Trans>What it failed of last, {when}</Trans>
      </p>
      <p dir="auto" className="font-mono text-xs wrap-anywhere">
        {words}
      </p>
    </div>
  );
}

function CircuitActions({ circuit }: { circuit: CircuitView }) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const { nameOf } = useCircuitWords();
  const act = useUndoable(CIRCUIT_DATA);
  const [isAsking, setAsking] = useState(false);
  const { name, state, mayIsolate } = circuit;
  const words = nameOf(name);
  const params = { name };
  const reset = () => api('POST operator/circuits/{name}/reset', { params, body: {} });
  const isolate = (minutes: number) =>
    api('POST operator/circuits/{name}/isolate', { params, body: { minutes } });

  function cutOff(minutes: number): void {
    setAsking(false);
    void act({
      run: () => isolate(minutes),
      undo: reset,
      done: t`${words} is cut off`,
      undone: t`${words} is asked again`,
    });
  }

  const again = useMutation({
    mutationFn: reset,
    onSuccess: () => toast({ text: t`${words}: the next call tries it` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: CIRCUIT_DATA }),
  });

  return (
    <>
      {(state === 'open' || state === 'isolated') && (
        <Button
          size="sm"
          isBusy={again.isPending}
          onClick={() => again.mutate()}
          aria-label={t`Try again: ${words}`}
        >
          <Trans>Try again</Trans>
        </Button>
      )}
      {mayIsolate && state !== 'isolated' && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => setAsking(true)}
          aria-label={t`Cut off: ${words}`}
        >
          <Trans>Cut off…</Trans>
        </Button>
      )}
      {isAsking && (
        <IsolateDialog name={words} onIsolate={cutOff} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
