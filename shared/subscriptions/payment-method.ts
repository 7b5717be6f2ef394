export const PAYMENT_METHOD_KINDS = ['card', 'bank-account', 'wallet', 'cash', 'other'] as const;
export type PaymentMethodKind = (typeof PAYMENT_METHOD_KINDS)[number];

/** How something is paid. Never a full card number. */
export interface PaymentMethod {
  id: string;
  version: number;
  label: string;
  kind: PaymentMethodKind;
  lastFour: string | null;
  /** `2027-05`: the last month in which the card works. */
  expiresIn: string | null;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}
