import type { CalendarDate } from '#shared/dates/calendar-date.ts';
import type { PatchSubscription, SubscriptionView } from '#shared/schemas/subscription-schemas.ts';
import type { ApiClient } from '#web/lib/api-client.ts';
import { isApiError } from '#web/lib/api-error.ts';
import type { Change } from './change.ts';

const TAGS_MAXIMUM = 20;

/** The changes that people make to one or many subscriptions, each with the way back. */
export function createSubscriptionChanges(api: ApiClient) {
  const patch = (id: string, body: PatchSubscription, version?: number) =>
    api('PATCH subscriptions/{id}', {
      params: { id },
      body,
      ...(version === undefined ? {} : { version }),
    });

  function setReference(field: 'categoryId' | 'paymentMethodId') {
    return (value: string | null): Change =>
      async (view) => {
        if (view[field] === value) return null;
        const after = await patch(view.id, { [field]: value });
        return { after, undo: () => patch(view.id, { [field]: view[field] }) };
      };
  }

  /** Tags go as a whole list, so a list that somebody else changed meanwhile is read again. */
  async function patchTags(
    view: SubscriptionView,
    change: (tags: readonly string[]) => string[] | null,
  ): Promise<SubscriptionView | null> {
    const tags = change(view.tags);
    if (tags === null) return null;
    try {
      return await patch(view.id, { tags }, view.version);
    } catch (error) {
      if (!isApiError(error, 'version-mismatch')) throw error;
      const fresh = await api('GET subscriptions/{id}', { params: { id: view.id } });
      return patchTags(fresh, change);
    }
  }

  function tagChange(
    change: (tags: readonly string[]) => string[] | null,
    back: (tags: readonly string[]) => string[] | null,
  ): Change {
    return async (view) => {
      const after = await patchTags(view, change);
      return after && { after, undo: () => patchTags(after, back) };
    };
  }

  const pause =
    (from: CalendarDate, until: CalendarDate | null): Change =>
    async (view) => {
      if (view.status === 'paused' || view.cancelledOn !== null || view.status === 'ended') {
        return null;
      }
      const params = { id: view.id };
      const after = await api('POST subscriptions/{id}/pause', { params, body: { from, until } });
      // Resuming on the first day of a pause removes it.
      const undo = () => api('POST subscriptions/{id}/resume', { params, body: { on: from } });
      return { after, undo };
    };

  return {
    setCategory: setReference('categoryId'),
    setPaymentMethod: setReference('paymentMethodId'),
    addTag: (tag: string) => tagChange(withTag(tag), withoutTag(tag)),
    removeTag: (tag: string) => tagChange(withoutTag(tag), withTag(tag)),
    pause,

    /** Ends a pause or withdraws a cancellation. */
    resume:
      (today: CalendarDate): Change =>
      async (view) => {
        if (view.status !== 'paused' && view.cancelledOn === null) return null;
        const params = { id: view.id };
        const after = await api('POST subscriptions/{id}/resume', { params, body: { on: today } });
        return { after, undo: () => stopAgain(view, today) };
      },

    /** Without `accessUntil` the server decides: the day before the next charge. */
    cancel:
      ({ on, accessUntil }: { on: CalendarDate; accessUntil?: CalendarDate }): Change =>
      async (view) => {
        if (view.cancelledOn !== null || view.status === 'ended') return null;
        const params = { id: view.id };
        const body = { on, ...(accessUntil ? { accessUntil } : {}) };
        const after = await api('POST subscriptions/{id}/cancel', { params, body });
        return {
          after,
          undo: () => api('POST subscriptions/{id}/resume', { params, body: { on } }),
        };
      },

    remove: (async (view) => {
      const params = { id: view.id };
      await api('DELETE subscriptions/{id}', { params });
      return { after: null, undo: () => api('POST subscriptions/{id}/restore', { params }) };
    }) satisfies Change as Change,

    restore: (async (view) => {
      const params = { id: view.id };
      const after = await api('POST subscriptions/{id}/restore', { params });
      return { after, undo: () => api('DELETE subscriptions/{id}', { params }) };
    }) satisfies Change as Change,
  };

  function stopAgain(before: SubscriptionView, today: CalendarDate): Promise<unknown> {
    const params = { id: before.id };
    if (before.cancelledOn !== null && before.accessUntil !== null) {
      const body = { on: before.cancelledOn, accessUntil: before.accessUntil };
      return api('POST subscriptions/{id}/cancel', { params, body });
    }
    const running = before.pauses.find(
      ({ from, until }) => from <= today && (until === null || today < until),
    );
    const body = { from: today, until: running?.until ?? null };
    return api('POST subscriptions/{id}/pause', { params, body });
  }
}

function withTag(tag: string) {
  return (tags: readonly string[]) =>
    tags.includes(tag) || tags.length >= TAGS_MAXIMUM ? null : [...tags, tag];
}

function withoutTag(tag: string) {
  return (tags: readonly string[]) =>
    tags.includes(tag) ? tags.filter((known) => known !== tag) : null;
}
