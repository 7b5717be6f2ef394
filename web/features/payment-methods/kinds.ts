import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Banknote, CreditCard, Landmark, type LucideIcon, Shapes, Wallet } from 'lucide-react';
import type { PaymentMethodKind } from '#shared/subscriptions/payment-method.ts';

interface KindFacts {
  label: MessageDescriptor;
  icon: LucideIcon;
  hasNumber: boolean;
  expires: boolean;
}

export const KINDS: Record<PaymentMethodKind, KindFacts> = {
  card: { label: msg`Card`, icon: CreditCard, hasNumber: true, expires: true },
  'bank-account': { label: msg`Bank account`, icon: Landmark, hasNumber: true, expires: false },
  wallet: { label: msg`Wallet or app`, icon: Wallet, hasNumber: false, expires: false },
  cash: { label: msg`Cash`, icon: Banknote, hasNumber: false, expires: false },
  other: { label: msg`Something else`, icon: Shapes, hasNumber: true, expires: true },
};
