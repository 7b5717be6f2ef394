/** A category of a household. Instants are ISO 8601 in UTC with `Z`. */
export interface Category {
  id: string;
  version: number;
  name: string;
  /** Name of a colour of the palette, never a raw colour: themes decide. */
  color: CategoryColor;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

export const CATEGORY_COLORS = [
  'coral',
  'amber',
  'lime',
  'teal',
  'sky',
  'indigo',
  'violet',
  'rose',
  'sand',
  'slate',
] as const;
export type CategoryColor = (typeof CATEGORY_COLORS)[number];

/** What a new household starts with. */
export const DEFAULT_CATEGORIES: readonly { name: string; color: CategoryColor }[] = [
  { name: 'Entertainment', color: 'coral' },
  { name: 'Music', color: 'violet' },
  { name: 'Software', color: 'indigo' },
  { name: 'Cloud & storage', color: 'sky' },
  { name: 'News & reading', color: 'sand' },
  { name: 'Phone & internet', color: 'teal' },
  { name: 'Home & utilities', color: 'amber' },
  { name: 'Insurance & finance', color: 'slate' },
  { name: 'Health & fitness', color: 'lime' },
  { name: 'Memberships', color: 'rose' },
];
