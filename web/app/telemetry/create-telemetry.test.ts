import { expect, it } from 'vitest';
import { createTelemetry, isChosen, routeName } from './create-telemetry.ts';

function setUp({ isOffline = false } = {}) {
  const posted: object[] = [];
  const beacons: object[] = [];
  let page = '/';
  const telemetry = createTelemetry({
    origin: 'https://duetide.example',
    release: '0.1.0',
    page: () => page,
    isOffline: () => isOffline,
    async post(input) {
      posted.push(input);
      return { errors: ['9f86d081884c7d659a2feaa0c55ad015'] };
    },
    beacon: (input) => beacons.push(input),
  });
  const goTo = (other: string) => {
    page = other;
  };
  return { telemetry, posted, beacons, goTo };
}

it('tells each error once, and whoever asks where it is found', async () => {
  const { telemetry, posted, goTo } = setUp();
  goTo('/calendar');
  const error = new TypeError('x is undefined');
  const ids = await Promise.all([telemetry.tell(error), telemetry.tell(error)]);
  expect(ids).toEqual(Array(2).fill('9f86d081884c7d659a2feaa0c55ad015'));
  expect(posted).toEqual([
    {
      release: '0.1.0',
      errors: [expect.objectContaining({ type: 'TypeError', page: '/calendar' })],
    },
  ]);
});

it('falls silent where a page fails again and again', async () => {
  const { telemetry, posted } = setUp();
  for (let time = 0; time < 30; time += 1) await telemetry.tell(new Error(`${time}`));
  expect(posted).toHaveLength(20);
});

it('does nothing offline', async () => {
  const { telemetry, posted, beacons } = setUp({ isOffline: true });
  expect(await telemetry.tell(new Error('x'))).toBeNull();
  telemetry.noteVital({ name: 'LCP', value: 900 });
  telemetry.leave();
  expect([posted, beacons]).toEqual([[], []]);
});

it('sends what was measured when the page goes, as of the page that was loaded', () => {
  const { telemetry, beacons, goTo } = setUp();
  telemetry.leave();
  goTo('/calendar');
  telemetry.noteVital({ name: 'LCP', value: 900 });
  telemetry.noteVital({ name: 'CLS', value: 0.01 });
  telemetry.leave();
  telemetry.leave();
  expect(beacons).toEqual([
    {
      release: '0.1.0',
      vitals: [
        { name: 'LCP', value: 900, page: '/' },
        { name: 'CLS', value: 0.01, page: '/' },
      ],
    },
  ]);
});

it('chooses visits by the share that is wanted', () => {
  const settings = (vitalsShare: number) => ({ vitalsShare });
  expect(isChosen(settings(0), () => 0)).toBe(false);
  expect(isChosen(settings(0.25), () => 0.24)).toBe(true);
  expect(isChosen(settings(0.25), () => 0.25)).toBe(false);
  expect(isChosen(settings(1), () => 0.999)).toBe(true);
});

it('writes routes as the API does', () => {
  expect(
    ['/', '/subscriptions/$id/edit', '/console/{-$section}/{-$item}', '/a/'].map(routeName),
  ).toEqual(['/', '/subscriptions/:id/edit', '/console/:section/:item', '/a']);
});
