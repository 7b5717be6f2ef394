import { useLingui } from '@lingui/react/macro';
import type { NoticeKind } from '#shared/schemas/channel-resource-schemas.ts';
import { KINDS } from './kinds.ts';

export function useKindName(): (kind: NoticeKind) => string {
  const { i18n } = useLingui();
  return (kind) => {
    const { name } = KINDS[kind];
    return typeof name === 'string' ? name : i18n._(name);
  };
}
