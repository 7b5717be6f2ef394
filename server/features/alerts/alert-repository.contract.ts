import assert from 'node:assert/strict';
import { sampleAlertIncident, sampleId, sampleInstant } from '#tests/support/sample-records.ts';
import type { StoreContract } from '#tests/support/store-contract.ts';
import { ALERT_DOCUMENTS } from './alert-repository.ts';

const at = (minutes: number) => Date.parse(sampleInstant(minutes));
const ALL = { from: at(0), to: at(10_000), limit: 100 };

export const alertRepositoryContract: StoreContract = {
  name: 'alerts',
  cases: [
    {
      name: 'answers what is absent with nothing',
      async run({ alerts }) {
        assert.equal(await alerts.findDocument('board'), null);
        assert.equal(await alerts.putDocument('board', '{}', 1), false);
        assert.equal(await alerts.findDocument('board'), null);
        assert.deepEqual(await alerts.listIncidents(ALL), []);
        assert.equal(await alerts.purgeIncidents(at(10_000)), 0);
      },
    },
    {
      name: 'keeps documents apart, each with its version, to the letter',
      async run({ alerts }) {
        const content = '{"words":"Größe \\u0000 💶","list":[1.5,null]}';
        assert.equal(await alerts.putDocument('board', content, null), true);
        assert.equal(await alerts.putDocument('quiet', '[]', null), true);
        assert.equal(await alerts.putDocument('quiet', '[1]', 1), true);
        assert.deepEqual(await alerts.findDocument('board'), { version: 1, content });
        assert.deepEqual(await alerts.findDocument('quiet'), { version: 2, content: '[1]' });
        assert.equal(await alerts.findDocument('receivers'), null);
      },
    },
    {
      name: 'has a place for each document',
      async run({ alerts }) {
        for (const name of ALERT_DOCUMENTS) {
          assert.equal(await alerts.putDocument(name, JSON.stringify(name), null), true);
        }
        for (const name of ALERT_DOCUMENTS) {
          const content = JSON.stringify(name);
          assert.deepEqual(await alerts.findDocument(name), { version: 1, content });
        }
      },
    },
    {
      name: 'replaces the expected version and no other',
      async run({ alerts }) {
        await alerts.putDocument('board', '1', null);
        assert.equal(await alerts.putDocument('board', '2', null), false);
        assert.equal(await alerts.putDocument('board', '3', 2), false);
        assert.equal(await alerts.putDocument('board', '4', 1), true);
        assert.equal(await alerts.putDocument('board', '5', 1), false);
        assert.deepEqual(await alerts.findDocument('board'), { version: 2, content: '4' });
      },
    },
    {
      name: 'lets one of two win who put at once',
      async run({ alerts }) {
        const first = await Promise.all(
          ['1', '2'].map((content) => alerts.putDocument('board', content, null)),
        );
        assert.equal(first.filter(Boolean).length, 1);
        const second = await Promise.all(
          ['3', '4'].map((content) => alerts.putDocument('board', content, 1)),
        );
        assert.equal(second.filter(Boolean).length, 1);
        const content = ['3', '4'][second.indexOf(true)];
        assert.deepEqual(await alerts.findDocument('board'), { version: 2, content });
      },
    },
    {
      name: 'keeps every field of an incident, and nothing where there is nothing',
      async run({ alerts }) {
        const full = sampleAlertIncident({
          value: 0.30000000000000004,
          note: 'Größe "✓"',
          resolvedAt: at(9),
        });
        const bare = sampleAlertIncident({
          id: sampleId(901),
          subject: '',
          value: null,
          note: null,
          resolvedAt: null,
          firedAt: at(1),
        });
        await alerts.putIncident(bare);
        await alerts.putIncident(full);
        assert.deepEqual(await alerts.listIncidents(ALL), [full, bare]);
      },
    },
    {
      name: 'replaces an incident, and leaves the others',
      async run({ alerts }) {
        const other = sampleAlertIncident({ id: sampleId(901), firedAt: at(1) });
        await alerts.putIncident(sampleAlertIncident());
        await alerts.putIncident(other);
        const ended = sampleAlertIncident({ resolvedAt: at(30), value: 0, note: 'better' });
        await alerts.putIncident(ended);
        await alerts.putIncident(ended);
        assert.deepEqual(await alerts.listIncidents(ALL), [ended, other]);
      },
    },
    {
      name: 'lists what fired in between or still did, newest first, then by id',
      async run({ alerts }) {
        const incident = (number: number, firedAt: number, resolvedAt: number | null) =>
          sampleAlertIncident({
            id: sampleId(number),
            firedAt: at(firedAt),
            resolvedAt: resolvedAt === null ? null : at(resolvedAt),
          });
        const before = incident(901, 10, 20);
        const into = incident(902, 15, 30);
        const open = incident(903, 12, null);
        const twin = incident(904, 40, 41);
        const inside = incident(905, 40, 50);
        const after = incident(906, 60, null);
        for (const each of [inside, after, open, before, twin, into])
          await alerts.putIncident(each);
        const list = { from: at(30), to: at(60), limit: 100 };
        assert.deepEqual(await alerts.listIncidents(list), [twin, inside, into, open]);
        assert.deepEqual(await alerts.listIncidents({ ...list, limit: 2 }), [twin, inside]);
      },
    },
    {
      name: 'forgets what was resolved before, and nothing that fires',
      async run({ alerts }) {
        const old = sampleAlertIncident({ id: sampleId(901), resolvedAt: at(10) });
        const young = sampleAlertIncident({ id: sampleId(902), resolvedAt: at(11) });
        const open = sampleAlertIncident({ id: sampleId(903), resolvedAt: null });
        for (const each of [old, young, open]) await alerts.putIncident(each);
        assert.equal(await alerts.purgeIncidents(at(11)), 1);
        assert.deepEqual(await alerts.listIncidents(ALL), [young, open]);
      },
    },
  ],
};
