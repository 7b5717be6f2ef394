import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Send, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type {
  AlertReceiversView,
  AlertReceiverView,
} from '#shared/schemas/alert-receiver-schemas.ts';
import type { ChannelTest } from '#shared/schemas/channel-resource-schemas.ts';
import { api } from '#web/lib/api.ts';
import { problemMessage } from '#web/lib/problem-message.ts';
import { Badge } from '#web/ui/badge.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { ItemList, ItemRow } from '#web/ui/item-list.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { QueryCard } from '#web/ui/query-card.tsx';
import { useToast } from '#web/ui/toast.tsx';
import { useUndoable } from '#web/ui/use-undoable.ts';
import { ALERTS, receiversQuery } from './alerts-query.ts';
import { inputOf, putReceivers } from './put-receivers.ts';
import { ReceiverDialog } from './receiver-dialog.tsx';

const SERVICES: Partial<Record<AlertReceiverView['kind'], string>> = {
  pagerduty: 'PagerDuty',
  slack: 'Slack',
};

/** Who is told, and whether that works. */
export function ReceiversCard() {
  const { t } = useLingui();
  const query = useQuery(receiversQuery);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <QueryCard
      query={query}
      failure={<Trans>The receivers could not be loaded</Trans>}
      skeletonRows={2}
    >
      {(view) => {
        const { receivers, fallback } = view;
        const isAlone = !receivers.some(({ isOn }) => isOn);
        return (
          <Card>
            <CardHeader
              title={<Trans>Who is told</Trans>}
              action={
                <Button size="sm" icon={Plus} onClick={() => setIsAdding(true)}>
                  <Trans>Add</Trans>
                </Button>
              }
            />
            {isAlone && !fallback?.isReachable && (
              <Notice tone="warning" title={<Trans>Nobody is told of alerts</Trans>}>
                <Trans>Add somebody here, or set SMTP_URL so that mails reach the operator.</Trans>
              </Notice>
            )}
            <ItemList label={t`Who is told`}>
              {isAlone && fallback?.isReachable && (
                <TestableRow
                  id="operator"
                  title={fallback.address}
                  detail={<Trans>The operator, by mail, of what cannot wait</Trans>}
                  fault={fallback.fault}
                />
              )}
              {receivers.map((receiver) => (
                <ReceiverRow key={receiver.id} receiver={receiver} view={view} />
              ))}
            </ItemList>
            {isAdding && <ReceiverDialog present={view} onClose={() => setIsAdding(false)} />}
          </Card>
        );
      }}
    </QueryCard>
  );
}

function ReceiverRow({
  receiver,
  view,
}: {
  receiver: AlertReceiverView;
  view: AlertReceiversView;
}) {
  const { t } = useLingui();
  const undoable = useUndoable(ALERTS);
  const { id, name, kind, leastSeverity, isOn, settings } = receiver;
  // Its secrets would be gone for good: what is turned off is there, and told nothing.
  const turn = (isTurnedOn: boolean) => async () => {
    const { receivers, version } = await api('GET operator/alert-receivers');
    const changed = receivers.map((each) => ({
      ...inputOf(each),
      isOn: each.id === id ? isTurnedOn : each.isOn,
    }));
    await putReceivers(changed, version);
  };
  const place = 'to' in settings ? String(settings.to) : (SERVICES[kind] ?? kind);
  const remove = useMutation({
    mutationFn: () =>
      isOn
        ? undoable({
            run: turn(false),
            undo: turn(true),
            done: t`${name} is turned off`,
            undone: t`${name} is turned on`,
          })
        : undoable({
            run: turn(true),
            undo: turn(false),
            done: t`${name} is turned on`,
            undone: t`${name} is turned off`,
          }),
  });
  return (
    <TestableRow
      id={id}
      title={name}
      detail={
        leastSeverity === 'page' ? (
          <Trans>{place}, only what cannot wait</Trans>
        ) : (
          <Trans>{place}, everything</Trans>
        )
      }
      fault={receiver.fault}
      isOff={!isOn}
    >
      <Button size="sm" variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate()}>
        {isOn ? <Trans>Turn off</Trans> : <Trans>Turn on</Trans>}
      </Button>
      {!isOn && <RemoveButton receiver={receiver} view={view} />}
    </TestableRow>
  );
}

/** Only what is off already can be removed, so that it takes two presses. */
function RemoveButton({
  receiver,
  view,
}: {
  receiver: AlertReceiverView;
  view: AlertReceiversView;
}) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const toast = useToast();
  const { id, name } = receiver;
  const remove = useMutation({
    mutationFn: () =>
      putReceivers(view.receivers.filter((each) => each.id !== id).map(inputOf), view.version),
    onSuccess: () => toast({ text: t`${name} is removed` }),
    onError: (error) => toast({ tone: 'danger', text: i18n._(problemMessage(error)) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ALERTS }),
  });
  return <IconButton icon={Trash2} label={t`Remove ${name}`} onClick={() => remove.mutate()} />;
}

function TestableRow({
  id,
  title,
  detail,
  fault,
  isOff = false,
  children,
}: {
  id: string;
  title: string;
  detail: ReactNode;
  fault: AlertReceiverView['fault'];
  isOff?: boolean;
  children?: ReactNode;
}) {
  const test = useMutation({
    mutationFn: () => api('POST operator/alert-receivers/{id}/test', { params: { id } }),
  });
  const { i18n } = useLingui();
  return (
    <ItemRow
      title={<span className="wrap-anywhere">{title}</span>}
      detail={detail}
      below={
        <>
          {test.data && <TestAnswer test={test.data} />}
          {test.error && <Notice tone="danger" title={i18n._(problemMessage(test.error))} />}
          {!test.data && fault && (
            <Notice tone="warning" title={<Trans>The last message did not arrive</Trans>}>
              <p className="wrap-anywhere">{fault.words}</p>
            </Notice>
          )}
        </>
      }
    >
      {isOff && (
        <Badge>
          <Trans>off</Trans>
        </Badge>
      )}
      <Button
        size="sm"
        variant="ghost"
        icon={Send}
        isBusy={test.isPending}
        onClick={() => test.mutate()}
      >
        <Trans>Test</Trans>
      </Button>
      {children}
    </ItemRow>
  );
}

/** In the words of whoever was asked. */
function TestAnswer({ test }: { test: ChannelTest }) {
  if (test.outcome === 'delivered') {
    return (
      <Notice tone="success" title={<Trans>It was taken. Look whether it has arrived.</Trans>} />
    );
  }
  return (
    <Notice
      tone="danger"
      title={
        test.outcome === 'refused' ? (
          <Trans>It was refused</Trans>
        ) : (
          <Trans>It could not be delivered now</Trans>
        )
      }
    >
      <p dir="auto" className="wrap-anywhere">
        {test.words}
      </p>
    </Notice>
  );
}
