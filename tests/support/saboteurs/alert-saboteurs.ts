import { type StoreSaboteur, saboteur } from './store-saboteur.ts';

export const ALERT_SABOTEURS: readonly StoreSaboteur[] = [
  saboteur('alerts', 'all documents are one', (real) => ({
    findDocument: () => real.findDocument('board'),
  })),
  saboteur('alerts', 'a document is overwritten where none was expected', (real) => ({
    async putDocument(name, content, version) {
      const present = await real.findDocument(name);
      return real.putDocument(name, content, version ?? present?.version ?? null);
    },
  })),
  saboteur('alerts', 'a document is put whatever its version', (real) => ({
    async putDocument(name, content, version) {
      const present = version === null ? null : await real.findDocument(name);
      return real.putDocument(name, content, present?.version ?? version);
    },
  })),
  saboteur('alerts', 'the end of an incident is not written', (real) => ({
    putIncident: (incident) => real.putIncident({ ...incident, resolvedAt: null }),
  })),
  saboteur('alerts', 'a value of nothing is zero', (real) => ({
    putIncident: (incident) => real.putIncident({ ...incident, value: incident.value ?? 0 }),
  })),
  saboteur('alerts', 'a value is rounded', (real) => ({
    putIncident: (incident) =>
      real.putIncident({ ...incident, value: incident.value && Math.fround(incident.value) }),
  })),
  saboteur('alerts', 'what ended before is listed as well', (real) => ({
    listIncidents: (list) => real.listIncidents({ ...list, from: 0 }),
  })),
  saboteur('alerts', 'what fires later is listed as well', (real) => ({
    listIncidents: (list) => real.listIncidents({ ...list, to: list.to + 1 }),
  })),
  saboteur('alerts', 'the list has the oldest first', (real) => ({
    listIncidents: async (list) => (await real.listIncidents(list)).toReversed(),
  })),
  saboteur('alerts', 'forgetting takes the last millisecond along', (real) => ({
    purgeIncidents: (before) => real.purgeIncidents(before + 1),
  })),
];
