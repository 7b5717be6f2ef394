import { expect, test } from 'vitest';
import { createLiveFeed, type LiveFeedEvents, type LiveState } from './live-feed.ts';

function rig() {
  let time = 1_000_000;
  let isHidden = false;
  let isThere = true;
  let asked = 0;
  const opened: (LiveFeedEvents & { isOpen: boolean })[] = [];
  const news: LiveState[] = [];
  const feed = createLiveFeed(
    {
      now: () => time,
      isHidden: () => isHidden,
      async ask() {
        asked += 1;
        return isThere;
      },
      open(on) {
        const stream = { ...on, isOpen: true };
        opened.push(stream);
        return () => {
          stream.isOpen = false;
        };
      },
    },
    (state) => news.push(state),
  );
  return {
    feed,
    opened,
    news,
    asked: () => asked,
    hide: (value: boolean) => {
      isHidden = value;
    },
    answer: (value: boolean) => {
      isThere = value;
    },
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        time += 1_000;
        feed.tick();
        await new Promise(setImmediate);
      }
    },
  };
}

test('news comes with the stream, and is not asked for besides', async () => {
  const { feed, opened, news, pass, asked } = rig();
  feed.tick();
  expect(opened).toHaveLength(1);
  for (let step = 0; step < 6; step += 1) {
    opened[0]?.heard();
    await pass(10);
  }
  expect(news).toEqual(Array(6).fill('live'));
  expect(asked()).toBe(0);
});

test('a stream that says nothing is helped by asking every ten seconds', async () => {
  const { feed, news, pass } = rig();
  feed.tick();
  await pass(30);
  expect(news).toEqual(['asking', 'asking', 'asking']);
});

test('a stream that breaks is noticed at once, and goes on where it comes back', async () => {
  const { feed, opened, news, pass } = rig();
  feed.tick();
  opened[0]?.heard();
  await pass(3);
  opened[0]?.broken();
  await pass(1);
  expect(news).toEqual(['live', 'asking']);
  opened[0]?.heard();
  await pass(20);
  expect(news).toEqual(['live', 'asking', 'live']);
  expect(opened).toHaveLength(1);
});

test('a stream that ended is opened again, not at once', async () => {
  const { feed, opened, news, pass } = rig();
  feed.tick();
  opened[0]?.end();
  expect(opened[0]?.isOpen).toBe(false);
  await pass(29);
  expect(opened).toHaveLength(1);
  await pass(1);
  expect(opened).toHaveLength(2);
  opened[1]?.heard();
  expect(news.at(-1)).toBe('live');
});

test('a server that is away is asked every five seconds, and listened to as soon as it is back', async () => {
  const { feed, opened, news, pass, answer } = rig();
  feed.tick();
  opened[0]?.heard();
  answer(false);
  opened[0]?.end();
  await pass(1);
  expect(news).toEqual(['live', 'away']);
  await pass(10);
  expect(news).toEqual(['live', 'away', 'away', 'away']);
  answer(true);
  await pass(5);
  expect(news.at(-1)).toBe('asking');
  await pass(1);
  expect(opened).toHaveLength(2);
  opened[1]?.heard();
  await pass(20);
  expect(news.slice(-2)).toEqual(['asking', 'live']);
});

test('what was asked before the stream spoke says nothing any more', async () => {
  const { feed, opened, news, answer } = rig();
  feed.tick();
  answer(false);
  opened[0]?.broken();
  feed.tick();
  opened[0]?.heard();
  await new Promise(setImmediate);
  expect(news).toEqual(['live']);
});

test('a hidden page neither listens nor asks, and does both at once when it is back', async () => {
  const { feed, opened, news, hide, pass } = rig();
  feed.tick();
  hide(true);
  await pass(60);
  expect(opened[0]?.isOpen).toBe(false);
  expect(news).toEqual([]);
  hide(false);
  await pass(1);
  expect(opened).toHaveLength(2);
  expect(news).toEqual(['asking']);
  feed.stop();
  expect(opened[1]?.isOpen).toBe(false);
});
