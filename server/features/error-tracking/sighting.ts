import type { ReportedError } from '#server/observability/errors/error-reporting.ts';
import { type ErrorDetails, eventOf, mergeDetails, readDetails } from './error-details.ts';
import type { StoredErrorGroup } from './error-group-repository.ts';
import { fingerprintOf, placeOf } from './fingerprint.ts';

/** Above it nobody counts any more, and both engines still keep it as a plain number. */
const MOST_COUNTED = 2_000_000_000;

/** What was seen of one fault since it was written down last. */
export interface Sighting {
  readonly id: string;
  readonly newest: ReportedError;
  readonly count: number;
  readonly firstAt: string;
  readonly details: ErrorDetails;
}

export function sightingOf(error: ReportedError): Sighting {
  const { householdId } = error.context;
  return {
    id: fingerprintOf(error),
    newest: error,
    count: 1,
    firstAt: error.at,
    details: {
      events: [eventOf(error)],
      householdIds: householdId === undefined ? [] : [householdId],
    },
  };
}

/** Two sightings of one fault, in whichever order. */
export function joinSightings(one: Sighting, other: Sighting): Sighting {
  const isLater = other.newest.at >= one.newest.at;
  return {
    id: one.id,
    newest: isLater ? other.newest : one.newest,
    count: one.count + other.count,
    firstAt: earlierOf(one.firstAt, other.firstAt),
    details: mergeDetails(one.details, other.details),
  };
}

/** The group as it is after the sighting. One that was resolved before it is open again. */
export function withSighting(group: StoredErrorGroup | null, seen: Sighting): StoredErrorGroup {
  const { newest } = seen;
  const known: ErrorDetails = group ? readDetails(group.details) : { events: [], householdIds: [] };
  const details = mergeDetails(known, seen.details);
  const isNewest = group === null || newest.at >= group.lastSeenAt;
  const isBack =
    group?.state === 'resolved' && group.resolvedAt !== null && newest.at > group.resolvedAt;
  const first = group?.firstSeenAt ?? seen.firstAt;
  return {
    id: seen.id,
    version: group?.version ?? 1,
    state: isBack ? 'open' : (group?.state ?? 'open'),
    source: newest.source,
    type: newest.type,
    code: newest.code,
    message: isNewest ? newest.message : group.message,
    place: isNewest ? placeOf(newest) : group.place,
    count: Math.min((group?.count ?? 0) + seen.count, MOST_COUNTED),
    householdCount: details.householdIds.length,
    firstSeenAt: earlierOf(first, seen.firstAt),
    lastSeenAt: isNewest ? newest.at : group.lastSeenAt,
    resolvedAt: group?.resolvedAt ?? null,
    reopenedAt: isBack ? newest.at : (group?.reopenedAt ?? null),
    release: isNewest ? newest.release : group.release,
    details: JSON.stringify(details),
  };
}

function earlierOf(one: string, other: string): string {
  return [one, other].sort()[0] ?? one;
}
