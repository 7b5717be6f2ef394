import type {
  AlertReceiverInput,
  AlertReceiversView,
  AlertReceiverView,
} from '#shared/schemas/alert-receiver-schemas.ts';
import { api } from '#web/lib/api.ts';
import { ApiError } from '#web/lib/api-error.ts';

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
    if (error instanceof ApiError) throw atFields(error, last);
    throw error;
  }
}

function atFields(error: ApiError, at: number): ApiError {
  const begin = new RegExp(`^/receivers/${at}/(settings/)?`);
  const errors = error.errors.map(({ pointer, detail }) => ({
    pointer: pointer.replace(begin, '/'),
    detail,
  }));
  const { code, status, detail, requestId, retryAfter } = error;
  return new ApiError(code, { status, detail, requestId, errors, retryAfter, cause: error });
}
