import { Trans } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';

/** A form for something new, or for changes to what is there, with the ways out below it. */
export function FormDialog({
  title,
  isNew,
  isBusy,
  error,
  onSubmit,
  onClose,
  className = 'grid gap-5',
  children,
}: {
  title: string;
  isNew: boolean;
  isBusy: boolean;
  error: Error | null;
  onSubmit: (data: FormData) => void;
  onClose: () => void;
  /** Of the fields' layout. */
  className?: string;
  children: ReactNode;
}) {
  const formId = useId();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={isBusy}>
            {isNew ? <Trans>Add</Trans> : <Trans>Save</Trans>}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={onSubmit} error={error} className={className}>
        {children}
      </Form>
    </Dialog>
  );
}
