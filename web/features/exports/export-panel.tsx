import { Trans } from '@lingui/react/macro';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportFormat } from '#shared/schemas/import-schemas.ts';
import { type ButtonLook, buttonClass } from '#web/ui/button.tsx';
import { Card, CardHeader } from '#web/ui/card.tsx';

/** What a household may take along. The browser downloads by itself: files can be large. */
export function ExportPanel() {
  return (
    <Card>
      <CardHeader
        title={<Trans>Your data is yours</Trans>}
        description={<Trans>What lies in the trash is left out.</Trans>}
      />
      <ul className="divide-y divide-line">
        <ExportChoice
          format="json"
          variant="primary"
          title={<Trans>Everything, as JSON</Trans>}
          button={<Trans>Download JSON</Trans>}
        >
          <Trans>
            Subscriptions with their history, the ledger, categories, payment methods and your
            exchange rates. Imported into a new household, it makes the same one again.
          </Trans>
        </ExportChoice>
        <ExportChoice
          format="csv"
          title={<Trans>Subscriptions, as a table</Trans>}
          button={<Trans>Download CSV</Trans>}
        >
          <Trans>For spreadsheets. Every fact of every subscription, and what it costs.</Trans>
        </ExportChoice>
      </ul>
    </Card>
  );
}

function ExportChoice({
  format,
  title,
  button,
  variant = 'secondary',
  children,
}: {
  format: ExportFormat;
  title: ReactNode;
  button: ReactNode;
  variant?: ButtonLook['variant'];
  children: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="font-semibold">{title}</h3>
        <p className="mt-1 text-sm text-ink-soft">{children}</p>
      </div>
      <a
        href={`/api/v1/export?format=${format}`}
        download
        className={buttonClass({ ...(variant ? { variant } : {}) })}
      >
        <Download aria-hidden className="size-[1.15em]" />
        {button}
      </a>
    </li>
  );
}
