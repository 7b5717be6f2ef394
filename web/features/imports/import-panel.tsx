import { Trans } from '@lingui/react/macro';
import { useCanWrite } from '#web/lib/session.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FileChoice } from './file-choice.tsx';
import { ImportResultCard } from './import-result-card.tsx';
import { ImportReview } from './import-review.tsx';
import { useImport } from './use-import.ts';

/** From a file to subscriptions: choose, look at what was understood, import. */
export function ImportPanel() {
  const canWrite = useCanWrite();
  const { read, store, startOver } = useImport();

  if (!canWrite) {
    return (
      <Notice title={<Trans>You may only look</Trans>}>
        <Trans>Ask somebody who may make changes in this household to import the file.</Trans>
      </Notice>
    );
  }
  if (store.data) return <ImportResultCard result={store.data} onStartOver={startOver} />;
  if (read.data) {
    return (
      <ImportReview
        preview={read.data}
        isStoring={store.isPending}
        error={store.error}
        onStore={(decision) => store.mutate({ id: read.data.id, decision })}
        onStartOver={startOver}
      />
    );
  }
  return (
    <Card>
      <CardHeader
        title={<Trans>Import subscriptions</Trans>}
        description={<Trans>Nothing is stored before you have seen what was understood.</Trans>}
      />
      <FileChoice isReading={read.isPending} error={read.error} onChoose={read.mutate} />
    </Card>
  );
}
