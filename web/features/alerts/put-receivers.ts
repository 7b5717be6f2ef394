import type {
  AlertReceiverInput,
  AlertReceiversView,
  AlertReceiverView,
} from '#shared/schemas/alert-receiver-schemas.ts';
import { api } from '#web/lib/api.ts';
import { faultsAtFields } from './faults-at-fields.ts';

/** As it is sent back: secrets that are left out stay. */
export function inputOf(receiver: AlertReceiverView): AlertReceiverInput {
  const { id, name, leastSeverity, isOn, kind, settings } = receiver;
  return { id, name, leastSeverity, isOn, settings: { ...settings, kind } };
}

/** Faults are told at the fields of the one that was added, which is the last. */
export async function putReceivers(
  receivers: readonly AlertReceiverInput[],
  version: number,
): Promise<AlertReceiversView> {
  const last = receivers.length - 1;
  try {
    return await api('PUT operator/alert-receivers', {
      body: { receivers: [...receivers] },
      version,
    });
  } catch (error) {
    throw faultsAtFields(error, new RegExp(`^/receivers/${last}/(settings/)?`));
  }
}
