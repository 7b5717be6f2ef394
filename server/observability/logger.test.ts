import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allAt, type LogLevels } from './log-levels.ts';
import { LETTER } from './loggable-fields.ts';
import { createLogs } from './logger.ts';

function logWith(levels: Partial<LogLevels> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => lines.push(line) };
  const logOf = createLogs({ ...allAt('info'), ...levels }, [destination]);
  return { logOf, log: logOf('server'), lines, last: () => JSON.parse(lines.at(-1) ?? '') };
}

describe('the log', () => {
  it('has one JSON object a line, with an instant, a readable level and the module', () => {
    const { log, lines, last } = logWith();
    log.warn({ requestId: 'trace-4711' }, 'slow');
    expect(last()).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      module: 'server',
      requestId: 'trace-4711',
      msg: 'slow',
    });
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
  });

  it('has a level for each module', () => {
    const { logOf, lines } = logWith({ jobs: 'debug', http: 'error' });
    logOf('server').debug({}, 'nobody reads this');
    logOf('http').warn({}, 'nor this');
    logOf('jobs').debug({}, 'but this');
    logOf('jobs').info({}, 'and this');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['but this', 'and this']);
    expect(logOf('jobs')).toBe(logOf('jobs'));
  });

  it('goes to every destination', () => {
    const [one, other]: string[][] = [[], []];
    const logOf = createLogs(allAt('info'), [
      { write: (line) => one?.push(line) },
      { write: (line) => other?.push(line) },
    ]);
    logOf('server').info({}, 'hello');
    expect(one).toHaveLength(1);
    expect(other).toEqual(one);
  });

  it('keeps the place of an error and of its cause, and no other property', () => {
    const { log, lines, last } = logWith();
    const inner = Object.assign(new TypeError('inner'), { response: 'hunter2', code: 'EAUTH' });
    log.error({ err: new Error('outer', { cause: inner }) }, 'failed');
    expect(last()).toMatchObject({
      msg: 'failed',
      err: {
        type: 'Error',
        message: 'outer',
        stack: expect.stringMatching(/^ {4}at .*logger\.test\.ts:\d+:\d+/),
        cause: { type: 'TypeError', code: 'EAUTH', message: 'inner' },
      },
    });
    expect(lines[0]).not.toContain('hunter2');
  });

  it('takes an error alone, and writes its words once, looked through', () => {
    const { log, last } = logWith();
    log.error(new Error('ada@example.com is refused'));
    expect(last()).toMatchObject({ msg: 'no message', err: { message: '[mail] is refused' } });
  });

  it('puts nothing into a message', () => {
    const { log, lines } = logWith();
    log.info('%s signed in', 'ada@example.com');
    log.info({ count: 1 }, 'signed in: %s', 'ada@example.com');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('ada@example.com');
  });

  it('has mails where there is no other way for them', () => {
    const { log, last } = logWith();
    const mail = { to: 'ada@example.com', subject: 'Hello', text: 'https://duetide.example/r/x' };
    log.info({ [LETTER]: mail }, 'mail');
    expect(last()).toMatchObject({ mail });
    log.info({ mail }, 'mail');
    expect(last()).not.toHaveProperty('mail');
  });
});

/** As people choose them, as they are addressed, and as machines make them. */
const SECRETS = ['hunter2 hunter2', 'ada@example.com', 'k3y-'.repeat(11), 'https://u:hunter2@x/h'];
const TRACES = ['hunter2', 'ada@', 'k3y-k3y'];

const secret = fc.constantFrom(...SECRETS);
/** Where nobody expects it: as a name, deep down, in an error's properties or its words. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    secret,
    fc.constantFrom(null, undefined, 7, true, Number.NaN, 7n, Symbol('hunter2'), () => 'hunter2'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(secret, fc.constantFrom('password', 'status', 'name', '__proto__')),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
    tie('error'),
    fc.constant(new Proxy({}, { ownKeys: () => ['a'], get: () => expect.fail('hunter2') })),
  ),
  error: fc
    .tuple(fc.constantFrom(...SECRETS.slice(1)), tie('value'), fc.boolean())
    .map(([word, cause, isCode]) => {
      const error = new Error(`Refused ${word} because "${word}"\n    at hunter2:1:1`, { cause });
      return Object.assign(error, isCode ? { code: word, name: word } : { response: word, cause });
    }),
})).value;

/** A text by itself is what the program says. */
const isNoMessage = (given: unknown) => typeof given !== 'string';

it('has no secret, whatever it is given', () => {
  const names = [
    'status',
    'milliseconds',
    'requestId',
    'job',
    'route',
    'path',
    'householdId',
    'again',
    'err',
    'password',
    'token',
    'name',
    'mail',
    'body',
    'headers',
    'req',
    'res',
    'error',
    'toString',
    'constructor',
  ];
  const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), secret), anything, {
    maxKeys: 6,
  });
  let withheld = 0;
  fc.assert(
    fc.property(fc.oneof(fields, anything.filter(isNoMessage)), (given) => {
      const { log, lines, last } = logWith();
      log.error(given as object, 'failed');
      expect(lines).toHaveLength(1);
      for (const trace of TRACES) expect(lines[0]).not.toContain(trace);
      withheld += last().withheld ?? 0;
    }),
    { numRuns: 3_000 },
  );
  expect(withheld).toBeGreaterThan(1_000);
});
