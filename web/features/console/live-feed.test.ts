import { expect, test } from 'vitest';
import { createLiveFeed, type LiveState } from './live-feed.ts';

function rig() {
  let time = 1_000_000;
  let isHidden = false;
  const opened: { figures: () => void; end: () => void; isOpen: boolean }[] = [];
  const news: LiveState[] = [];
  const feed = createLiveFeed(
    {
      now: () => time,
      isHidden: () => isHidden,
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
    hide: (value: boolean) => {
      isHidden = value;
    },
    pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        time += 1_000;
        feed.tick();
      }
    },
  };
}

test('news comes with the stream, and is not asked for besides', () => {
  const { feed, opened, news, pass } = rig();
  feed.tick();
  expect(opened).toHaveLength(1);
  for (let step = 0; step < 6; step += 1) {
    opened[0]?.figures();
    pass(10);
  }
  expect(news).toEqual(Array(6).fill('live'));
});

test('a stream that says nothing is helped by asking every ten seconds', () => {
  const { feed, news, pass } = rig();
  feed.tick();
  pass(30);
  expect(news).toEqual(['asking', 'asking', 'asking']);
});

test('a stream that ended is opened again, not at once', () => {
  const { feed, opened, news, pass } = rig();
  feed.tick();
  opened[0]?.end();
  expect(opened[0]?.isOpen).toBe(false);
  pass(29);
  expect(opened).toHaveLength(1);
  pass(1);
  expect(opened).toHaveLength(2);
  opened[1]?.figures();
  expect(news.at(-1)).toBe('live');
});

test('a hidden page neither listens nor asks, and does both at once when it is back', () => {
  const { feed, opened, news, hide, pass } = rig();
  feed.tick();
  hide(true);
  pass(60);
  expect(opened[0]?.isOpen).toBe(false);
  expect(news).toEqual([]);
  hide(false);
  pass(1);
  expect(opened).toHaveLength(2);
  expect(news).toEqual(['asking']);
  feed.stop();
  expect(opened[1]?.isOpen).toBe(false);
});
