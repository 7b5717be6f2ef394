import { describe, expect, it } from 'vitest';
import { createDatabaseRotation } from './database-rotation.ts';

function setUp() {
  const connected: string[] = [];
  const logged: unknown[] = [];
  const world = { uri: 'old', isBroken: false };
  const rotation = createDatabaseRotation({
    inUse: 'old',
    readUri: () => {
      if (world.uri === '') throw new Error('cannot be read');
      return world.uri;
    },
    async reconnect(uri) {
      if (world.isBroken) throw new Error(`${uri} refuses`);
      connected.push(uri);
    },
    log: {
      info: () => {},
      error: (facts: unknown) => logged.push(facts),
    },
  });
  return { connected, logged, world, rotation };
}

describe('following a connection string', () => {
  it('connects when it has changed, once', async () => {
    const { rotation, world, connected, logged } = setUp();
    await rotation.follow();
    expect(connected).toEqual([]);
    world.uri = 'new';
    await rotation.follow();
    await rotation.follow();
    expect(connected).toEqual(['new']);
    expect(logged).toEqual([]);
  });

  it('logs a failure once, and tries again until it works', async () => {
    const { rotation, world, connected, logged } = setUp();
    Object.assign(world, { uri: 'bad', isBroken: true });
    for (let time = 0; time < 3; time += 1) await rotation.follow();
    expect(logged).toEqual([{ reason: 'bad refuses' }]);
    world.uri = '';
    await rotation.follow();
    expect(logged).toEqual([{ reason: 'bad refuses' }, { reason: 'cannot be read' }]);
    Object.assign(world, { uri: 'good', isBroken: false });
    await rotation.follow();
    expect(connected).toEqual(['good']);
  });
});

describe('rotating on request', () => {
  it('connects also with the string that is in use', async () => {
    const { rotation, connected } = setUp();
    await rotation.rotate();
    expect(connected).toEqual(['old']);
  });

  it('tells whoever asked of a failure, and goes on with the next', async () => {
    const { rotation, world, connected } = setUp();
    world.isBroken = true;
    await expect(rotation.rotate()).rejects.toThrow('old refuses');
    world.isBroken = false;
    await rotation.rotate();
    expect(connected).toEqual(['old']);
  });

  it('takes its turn', async () => {
    const { rotation, world, connected } = setUp();
    const first = rotation.rotate();
    const second = rotation.rotate();
    world.uri = 'newer';
    await Promise.all([first, second]);
    expect(connected).toEqual(['newer', 'newer']);
  });
});
