import type { ComponentProps } from 'react';
import { Input } from './input.tsx';

/** A calendar date, `2026-01-31`; the browser shows it as its locale writes dates. */
export function DateInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <Input {...props} type="date" min={props.min ?? '1000-01-01'} max={props.max ?? '9999-12-31'} />
  );
}
