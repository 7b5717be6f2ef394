import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHANNEL_KINDS } from '#shared/schemas/channel-schemas.ts';
import { createChannels } from './channels.ts';
import type { ChannelAnswer } from './notifications.ts';
import { newVapidKeys } from './vapid.ts';

const channels = createChannels({
  keys: newVapidKeys(),
  subject: 'mailto:operator@duetide.example',
  random: randomBytes,
});

const BODIES = [
  '',
  'null',
  '[]',
  '{',
  '42',
  '"text"',
  '{"parameters":null,"errors":null}',
  '{"parameters":{"retry_after":"soon"},"errors":[null,1],"error":{},"message":[],"retry_after":"x","retry_after_ms":{},"errcode":7,"description":false}',
  '\u0000\uffff',
];

describe('channels', () => {
  it('are there for every kind that can be configured', () => {
    expect(Object.values(channels).map(({ kind }) => kind)).toEqual(CHANNEL_KINDS);
  });

  it.each(CHANNEL_KINDS)('read any answer without falling over it: %s', (kind) => {
    for (const status of [200, 204, 302, 400, 404, 424, 429, 500]) {
      for (const body of BODIES) {
        const answer: ChannelAnswer = { status, headers: new Map(), body: Buffer.from(body) };
        const outcome = channels[kind].readAnswer(answer, 0);
        expect(['delivered', 'retry', 'refused']).toContain(outcome.kind);
        if (outcome.kind === 'delivered') expect([200, 204]).toContain(status);
        else expect(outcome.words, `${status} ${body}`).toMatch(/\S/);
        if (outcome.kind === 'retry') expect(outcome.after).toBeNull();
      }
    }
  });
});
