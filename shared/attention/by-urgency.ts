import { type AttentionFinding, URGENCIES } from '#shared/schemas/attention-schemas.ts';

/** What went wrong first, then by the day that it is about, then what is about no day. */
export function byUrgency(a: AttentionFinding, b: AttentionFinding): number {
  const urgency = URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency);
  if (urgency !== 0) return urgency;
  const [first, second] = [placeOf(a), placeOf(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function placeOf(finding: AttentionFinding): string {
  if ('at' in finding) return ` ${finding.key}`;
  return `${'on' in finding ? finding.on : '~'} ${nameOf(finding)} ${finding.key}`;
}

function nameOf(finding: AttentionFinding): string {
  if ('subscription' in finding) return finding.subscription.name;
  if ('paymentMethod' in finding) return finding.paymentMethod.name;
  return 'budget' in finding ? finding.budget.name : '';
}
