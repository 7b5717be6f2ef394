import { createEgress } from '#server/adapters/egress/undici-egress.ts';
import {
  CHANNEL_LIMITS,
  type Channel,
  type ChannelMessage,
  type ChannelOutcome,
} from '#server/adapters/notifications/notifications.ts';
import type { ChannelKind, ChannelSettings } from '#shared/schemas/channel-schemas.ts';
import { type RecordedRequest, startRecordingServer } from './recording-server.ts';
import { openPort } from './test-egress.ts';

/** 2027-03-01T09:00:00Z */
export const DELIVERY_TIME = 1_803_891_600_000;

export const exampleMessage: ChannelMessage = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  kind: 'charge',
  locale: 'de',
  title: 'Netflix: 15,49 € am 8. März',
  body: 'Abbuchung von „Visa“.\nKündbar bis 7. März.',
  url: 'https://duetide.example/subscriptions/1?a=1&b=2',
  priority: 'high',
};

/** The same, with what can be done about it. */
export const messageWithActions: ChannelMessage = {
  ...exampleMessage,
  actions: [
    { label: 'Als bezahlt vermerken', url: 'https://duetide.example/reminder/abc_1-x' },
    { label: 'Später *noch* einmal', url: 'https://duetide.example/reminder/d)e|f?a=1&b=2' },
  ],
};

export interface ServiceAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string | object;
}

/** What came to the service, as JSON where it is JSON, and what became of the message. */
export interface Delivery {
  request: RecordedRequest;
  json: Record<string, unknown>;
  outcome: ChannelOutcome;
}

/**
 * Sends a message to a real server on this machine, through the egress client, and reads its answer.
 * @param build the channel, and its settings with the server's address.
 */
export async function deliver<Kind extends ChannelKind>(
  build: (origin: string) => { channel: Channel<Kind>; settings: ChannelSettings<Kind> },
  { status, headers = {}, body = '' }: ServiceAnswer,
  message: ChannelMessage = exampleMessage,
): Promise<Delivery> {
  const server = await startRecordingServer({
    answer: (_request, response) =>
      response
        .writeHead(status, headers)
        .end(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  try {
    const egress = createEgress({ ports: [], allow: openPort(server.port) });
    const { channel, settings } = build(server.url);
    const answer = await egress.request({
      ...channel.toRequest(message, settings, DELIVERY_TIME),
      limits: CHANNEL_LIMITS,
    });
    const outcome = channel.readAnswer(answer, DELIVERY_TIME);
    const [request, ...more] = server.requests;
    if (!request || more.length > 0) throw new Error(`${server.requests.length} requests came`);
    const isJson = request.headers['content-type'] === 'application/json';
    return { request, json: isJson ? JSON.parse(request.body) : {}, outcome };
  } finally {
    await server.stop();
  }
}
