import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmtpMail } from '#server/adapters/mail/open-smtp-mail.ts';
import { readConfig } from '#server/config/config.ts';
import { createAlertDocuments } from '#server/features/alerts/alert-documents.ts';
import { createAlertFeature } from '#server/features/alerts/alert-feature.ts';
import { createReceiverVault } from '#server/features/alerts/alert-receivers.ts';
import { createChannelFeature } from '#server/features/channels/channel-feature.ts';
import { createCircuitBoard } from '#server/observability/circuit-board.ts';
import { createMetrics } from '#server/observability/metrics/metric-registry.ts';
import type { AlertReceiverInput } from '#shared/schemas/alert-receiver-schemas.ts';
import { createSetSignals } from '#tests/support/alert-rig.ts';
import { freePort } from '#tests/support/free-port.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { createManualTime } from '#tests/support/manual-time.ts';
import { openMemoryStore } from '#tests/support/memory-store.ts';
import { type RecordingServer, startRecordingServer } from '#tests/support/recording-server.ts';
import { openAlertSenders } from './open-alert-senders.ts';
import { openMessaging } from './open-messaging.ts';

/** Promised are sixty: what is left is room for a machine that is busy. */
const MOST_SECONDS = 40;
const RECEIVERS = ['mail', 'second mail', 'webhook', 'PagerDuty'] as const;

interface Outage {
  /** Seconds since the start. */
  readonly begins: number;
  readonly lasts: number;
  /** When something goes wrong of which receivers are told. */
  readonly faults: readonly number[];
  /** Whether the services are gone, or answer that they fail; the mail server is gone either way. */
  readonly isGone: boolean;
  readonly random: number;
}

let smtpPort: number;
let sinkPort: number;
beforeAll(async () => {
  smtpPort = await freePort();
  sinkPort = await freePort();
});

const receiver = (
  number: number,
  settings: AlertReceiverInput['settings'],
): AlertReceiverInput => ({
  id: `01890a5d-ac96-774b-bcce-b302099a800${number}`,
  name: RECEIVERS[number] ?? '',
  leastSeverity: 'warning',
  isOn: true,
  settings,
});

/** The ways out as the server opens them, but for their time. */
function openWays(outage: Outage, time: ReturnType<typeof createManualTime>) {
  const { monotonic, after } = time.timers;
  const circuitTime = { monotonic, schedule: (task: () => void, ms: number) => after(ms, task) };
  const config = readConfig({
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Duetide <alerts@duetide.example>',
    EGRESS_ALLOW: `127.0.0.1:${sinkPort}`,
    SECRET_KEY: 'only for tests, and only for tests',
  });
  if (config.mail.kind !== 'smtp') throw new Error('There is no mail server');
  const circuits = createCircuitBoard({ log: pino({ level: 'silent' }), clock: time.clock });
  const waits = { sending: 0, pausing: 0 };
  const mail = openSmtpMail(config.mail, circuits, {
    ...circuitTime,
    random: () => outage.random,
    async wait(milliseconds) {
      waits.pausing += 1;
      await new Promise<void>((resolve) => after(milliseconds, resolve));
      waits.pausing -= 1;
    },
  });
  const messaging = openMessaging(config, { circuits, mail, time: circuitTime });
  async function counted<Result>(work: Promise<Result>): Promise<Result> {
    waits.sending += 1;
    try {
      return await work;
    } finally {
      waits.sending -= 1;
    }
  }
  return {
    /** Whether everything under way waits for time to pass. */
    isIdle: () => waits.sending === waits.pausing,
    messaging: {
      ...messaging,
      mail: {
        ...mail,
        send: (message: Parameters<typeof mail.send>[0]) => counted(mail.send(message)),
      },
      egress: {
        ...messaging.egress,
        request(request: Parameters<typeof messaging.egress.request>[0]) {
          const url = request.url.replace(/^https:\/\/events\.pagerduty\.com/, sinkUrl());
          return counted(messaging.egress.request({ ...request, url }));
        },
      },
    },
    close: () => mail.close(),
  };
}

const sinkUrl = () => `http://127.0.0.1:${sinkPort}`;

/** @returns after how many seconds each receiver had been told of everything, once. */
async function endure(outage: Outage): Promise<Record<(typeof RECEIVERS)[number], number>> {
  const time = createManualTime('2026-11-21T12:00:00.000Z');
  const { clock, timers } = time;
  const store = await openMemoryStore();
  const { signals, state } = createSetSignals();
  const ways = openWays(outage, time);
  const publicUrl = () => 'https://duetide.example';
  const channels = createChannelFeature({
    channels: store.channels,
    messaging: ways.messaging,
    metrics: createMetrics({}),
    clock,
    publicUrl,
    addressOf: async () => null,
    localeOf: async () => ({ language: 'en', region: null }) as never,
  });
  const { secrets } = ways.messaging;
  const sealed = createReceiverVault(secrets).seal(
    [
      receiver(0, { kind: 'mail', to: 'ops@duetide.example' }),
      receiver(1, { kind: 'mail', to: 'boss@duetide.example' }),
      receiver(2, { kind: 'webhook', url: `${sinkUrl()}/hook`, signingSecret: 's'.repeat(24) }),
      receiver(3, { kind: 'pagerduty', routingKey: 'R'.repeat(32), region: 'us' }),
    ],
    [],
  );
  await createAlertDocuments(store.alerts).put('receivers', { receivers: sealed }, null);
  let isLooking = false;
  let ids = 0;
  const { evaluator } = createAlertFeature({
    alerts: store.alerts,
    signals,
    senders: openAlertSenders({ ...ways, clock, hostName: 'host-a' }, publicUrl, channels.circuits),
    secrets,
    operatorAddress: async () => null,
    clock,
    newId: () => `id-${++ids}`,
    instanceId: 'one',
    log: pino({ level: 'silent' }),
    timers: {
      ...timers,
      after(milliseconds, task) {
        isLooking = false;
        return timers.after(milliseconds, () => {
          isLooking = true;
          task();
        });
      },
    },
  });

  let isAway = false;
  let smtp: MailServer | null = null;
  const mails: { to: string; text: string }[] = [];
  const events: { path: string; body: string }[] = [];
  let sink: RecordingServer | null = null;
  async function open(): Promise<void> {
    smtp = await startMailServer({}, smtpPort);
    sink ??= await startRecordingServer({
      port: sinkPort,
      answer({ path, body }, response) {
        if (isAway) return void response.writeHead(503).end();
        events.push({ path, body });
        response.writeHead(path === '/hook' ? 200 : 202).end('{}');
      },
    });
  }
  async function stopMails(): Promise<void> {
    for (const { recipients, source } of smtp?.received ?? []) {
      mails.push({ to: recipients[0] ?? '', text: source.replaceAll('=\r\n', '') });
    }
    await smtp?.stop();
    smtp = null;
  }
  async function shut(): Promise<void> {
    await stopMails();
    if (!outage.isGone) return;
    await sink?.stop();
    sink = null;
  }
  const faultName = (index: number) => `fault-${index}.`;
  function tellings(index: number): number[] {
    const name = faultName(index);
    const received = (smtp?.received ?? []).map(({ recipients, source }) => ({
      to: recipients[0] ?? '',
      text: source.replaceAll('=\r\n', ''),
    }));
    const mailsTo = (who: string) =>
      [...mails, ...received].filter(({ to, text }) => to.startsWith(who) && text.includes(name));
    const eventsAt = (path: string) =>
      events.filter((event) => event.path === path && event.body.includes(name));
    return [mailsTo('ops'), mailsTo('boss'), eventsAt('/hook'), eventsAt('/v2/enqueue')].map(
      (found) => found.length,
    );
  }

  async function second(): Promise<void> {
    await time.pass(1_000);
    for (let turn = 0; isLooking || !ways.isIdle(); turn += 1) {
      if (turn > 200_000) throw new Error('Nothing comes to an end');
      await new Promise(setImmediate);
    }
    await time.settle();
  }

  await open();
  isLooking = true;
  evaluator.start();
  const back = outage.begins + outage.lasts;
  const toldAfter: (number | undefined)[] = RECEIVERS.map(() => undefined);
  for (let now = 0; now < back + 2 * MOST_SECONDS; now += 1) {
    if (now === outage.begins) {
      isAway = true;
      await shut();
    }
    if (now === back) {
      isAway = false;
      await open();
    }
    state.jobs = outage.faults.flatMap((at, index) =>
      at <= now ? [{ name: faultName(index), givenUpAt: clock.now(), error: 'no', late: 0 }] : [],
    );
    await second();
    if (now < back) continue;
    const counts = outage.faults.map((_, index) => tellings(index));
    RECEIVERS.forEach((_, at) => {
      if (counts.every((told) => (told[at] ?? 0) > 0)) toldAfter[at] ??= now + 1 - back;
    });
  }
  const told = outage.faults.map((_, index) => tellings(index));
  const stopping = evaluator.stop();
  await time.pass(1_000);
  await stopping;
  await ways.close();
  isAway = true;
  await stopMails();
  await (sink as RecordingServer | null)?.stop();
  await store.close();
  expect(told).toEqual(outage.faults.map(() => [1, 1, 1, 1]));
  return Object.fromEntries(
    RECEIVERS.map((name, at) => [name, toldAfter[at] ?? Number.POSITIVE_INFINITY]),
  ) as Record<(typeof RECEIVERS)[number], number>;
}

const worst = new Map<string, number>();
function note(found: Readonly<Record<string, number>>): number {
  for (const [name, after] of Object.entries(found)) {
    worst.set(name, Math.max(after, worst.get(name) ?? 0));
  }
  return Math.max(...Object.values(found));
}
afterAll(() => {
  const figures = [...worst].map(([name, after]) => `${name} ${after}`).join('; ');
  process.stdout.write(`  row 23: at most, seconds after the end of an outage: ${figures}\n`);
});

// The circuits ask every fifteen seconds, and the outbox is looked through every five.
it.each([
  { isGone: true, step: 1 },
  { isGone: false, step: 4 },
])(
  'tells everybody soon after five minutes without them, at whatever second they come back: %j',
  async ({ isGone, step }) => {
    for (let lasts = 300; lasts < 315; lasts += step) {
      const faults = [22, 100, 319];
      const found = await endure({ begins: 20, lasts, faults, isGone, random: 0.5 });
      expect(note(found)).toBeLessThanOrEqual(MOST_SECONDS);
    }
  },
  240_000,
);

it('holds for whatever fires whenever, and whatever chance the retries have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        begins: fc.integer({ min: 11, max: 40 }),
        lasts: fc.integer({ min: 300, max: 345 }),
        faults: fc.array(fc.integer({ min: 0, max: 380 }), { minLength: 1, maxLength: 8 }),
        isGone: fc.boolean(),
        random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
      async (outage) => {
        // What nobody has seen by the end is no message yet.
        const seen = outage.begins + outage.lasts - 10;
        const faults = outage.faults.filter((at) => at <= seen);
        expect(note(await endure({ ...outage, faults }))).toBeLessThanOrEqual(MOST_SECONDS);
      },
    ),
    { numRuns: 6 },
  );
}, 240_000);
