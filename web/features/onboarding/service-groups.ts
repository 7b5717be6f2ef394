import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import {
  SERVICE_GROUPS,
  type ServiceGroup,
  WELL_KNOWN_SERVICES,
  type WellKnownService,
} from '#shared/services/well-known-services.ts';

export const GROUP_LABELS: Record<ServiceGroup, MessageDescriptor> = {
  video: msg`Films and series`,
  music: msg`Music and audio`,
  software: msg`Software`,
  ai: msg`Artificial intelligence`,
  cloud: msg`Cloud and hosting`,
  games: msg`Games`,
  news: msg`News and reading`,
  learning: msg`Learning`,
  fitness: msg`Health and fitness`,
  telecom: msg`Phone and internet`,
  memberships: msg`Memberships`,
};

/** The services that match, by group; groups without any are left out. */
export function servicesByGroup(
  query: string,
): { group: ServiceGroup; services: WellKnownService[] }[] {
  const wanted = query.trim().toLowerCase();
  return SERVICE_GROUPS.map((group) => ({
    group,
    services: WELL_KNOWN_SERVICES.filter(
      (service) =>
        service.group === group &&
        (service.name.toLowerCase().includes(wanted) || service.slug.includes(wanted)),
    ),
  })).filter(({ services }) => services.length > 0);
}
