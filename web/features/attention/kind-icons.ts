import {
  BellOff,
  BellRing,
  CalendarX2,
  CircleDollarSign,
  CreditCard,
  Gauge,
  Hourglass,
  type LucideIcon,
  ReceiptText,
  TrendingUp,
  TriangleAlert,
} from 'lucide-react';
import type { AttentionItem } from '#shared/schemas/attention-schemas.ts';

export const KIND_ICONS: Record<AttentionItem['kind'], LucideIcon> = {
  'delivery-failed': BellOff,
  'channel-fault': TriangleAlert,
  'cancel-by': CalendarX2,
  'trial-end': Hourglass,
  'price-change': TrendingUp,
  'card-expiry': CreditCard,
  unpaid: ReceiptText,
  budget: Gauge,
  'missing-rate': CircleDollarSign,
  'no-channel': BellRing,
};
