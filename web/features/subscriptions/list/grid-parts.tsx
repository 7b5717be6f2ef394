import type { ComponentProps } from 'react';

// The rows are laid out by CSS grid and only those in sight exist, which table elements do not bear.

export function GridRow(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: as above
  // biome-ignore lint/a11y/useFocusableInteractive: rows of the body are, by their tabIndex
  return <div role="row" {...props} />;
}

export function GridCell(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: as above
  // biome-ignore lint/a11y/useFocusableInteractive: the focus goes from row to row
  return <div role="gridcell" {...props} />;
}

export function ColumnHead(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: as above
  // biome-ignore lint/a11y/useFocusableInteractive: its button is, where it sorts
  return <div role="columnheader" {...props} />;
}

export function GridBody(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: as above
  return <div role="rowgroup" {...props} />;
}
