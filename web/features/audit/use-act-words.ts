import { useLingui } from '@lingui/react/macro';
import type { OperatorActView } from '#shared/schemas/operation-schemas.ts';

type Act = Pick<OperatorActView, 'method' | 'route' | 'params' | 'summary'>;

/** What somebody did, in words; of what has none here, what the description of the API calls it. */
export function useActWords(): (act: Act) => string {
  const { t } = useLingui();
  return ({ method, route, params, summary }) => {
    const { name = '' } = params;
    const known: Record<string, string> = {
      'POST circuits/:name/isolate': t`Cut off: ${name}`,
      'POST circuits/:name/reset': t`Had it tried again: ${name}`,
      'POST jobs/:name/run': t`Had a job run: ${name}`,
      'POST jobs/:name/runs/:run/retry': t`Had a run of a job tried again: ${name}`,
      'POST database/reconnect': t`Connected to the database anew`,
    };
    const act = `${method} ${route.replace('/api/v1/operator/', '')}`;
    const values = Object.values(params).join(', ');
    const other = summary ?? `${method} ${route}`;
    return known[act] ?? (values ? `${other}: ${values}` : other);
  };
}
