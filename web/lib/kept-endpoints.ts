import type { Endpoint } from './api-contract.ts';

/**
 * The answers that stay on this device, to be read without a connection. What is not listed never
 * does: channels, whose settings hold secrets, what services answered to reminders, imports, sessions, the address of the calendar feed.
 */
export const KEPT_ENDPOINTS = [
  'GET auth/session',
  'GET household',
  'GET categories',
  'GET payment-methods',
  'GET subscriptions',
  'GET subscriptions/{id}',
  'GET subscriptions/{id}/schedule',
  'GET subscriptions/{id}/payments',
  'GET summary',
  'GET forecast',
  'GET calendar',
  'GET budgets',
  'GET attention',
  'GET rates',
  'GET rates/provided',
  'GET reminder-settings',
  'GET reminder-settings/mine',
  'GET subscriptions/{id}/reminder-rules',
  'GET reminders',
] as const satisfies readonly Endpoint[];

export type KeptEndpoint = (typeof KEPT_ENDPOINTS)[number];

export function isKept(endpoint: string): endpoint is KeptEndpoint {
  return (KEPT_ENDPOINTS as readonly string[]).includes(endpoint);
}
