import type { ConfiguredSecret } from './configured-secrets.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { reachOf } from './host-reach.ts';

const { ok, warning, failure } = findingsAbout('secrets');
const SHORTEST = 12;
const CURE =
  'Give the user a password of openssl rand -hex 24 there, and change it here at the same time.';
/** What stands in examples, and is tried first. */
const WELL_KNOWN =
  /^(pass(word|wd)?|secret|change[-_ ]?me|changeit|admin|root|test|example|duetide|redis|mongo(db)?|default|letmein|qwerty.*|\d{1,11})\d{0,4}!?$/i;

/** Whether somebody could guess what the configuration holds. Says nothing of what it is. */
export function weakSecrets(secrets: readonly ConfiguredSecret[]): Finding[] {
  return secrets.map((secret) => {
    const { name, user, password, host } = secret;
    // Whoever is on this machine can read the configuration anyway.
    const judge = reachOf(host) === 'this machine' ? warning : failure;
    if (WELL_KNOWN.test(password)) {
      return judge(name, 'its password is one that stands in examples', CURE);
    }
    if (password.toLowerCase() === user.toLowerCase()) {
      return judge(name, 'its password is the name of its user', CURE);
    }
    if (password.length < SHORTEST) {
      return warning(name, `its password has fewer than ${SHORTEST} characters`, CURE);
    }
    return ok(name, `its password has ${SHORTEST} characters or more`);
  });
}
