import type { ConfigError } from '#server/config/config.ts';
import { type Finding, findingsAbout } from './finding.ts';

const { note, failure } = findingsAbout('configuration');

/** Everything that `readConfig` refuses, each with the variable to correct. */
export function refusedSettings({ lines }: ConfigError): Finding[] {
  const refused = lines.map((line) => {
    const [, name = '', message = ''] = /^(\S+) (.*?)\.?$/.exec(line) ?? [];
    return failure(
      name,
      message,
      `Correct ${name} in the environment or in .env; .env.example says what each variable means.`,
    );
  });
  return [...refused, note('the rest', 'is looked at once the configuration is complete')];
}
