/** The projection of a graph in which one crystal can't be read. */
import { expect, test } from 'vitest';
import { Cypher } from '../../src/graph/cypher.js';
import type { Engine, Row } from '../../src/graph/engine.js';
import type { CrystalNode } from '../../src/graph/model.js';
import { packed } from '../../src/graph/packed.js';
import { polyhedraOf } from '../../src/graph/polyhedra.js';
import { Projections } from '../../src/graph/projection/projections.js';
import { projectedRecord } from '../../src/graph/stored-rows.js';
import { analysedSample } from './analysed.js';

const QUARTZ = 'alpha-quartz-SiO2';
const records = await analysedSample([QUARTZ, 'rutile-TiO2', 'spinel-MgAl2O4']);

/** Reads the sample's crystals, one of them changed. */
class Stored {
  private changes: Partial<CrystalNode> = {};
  private version = 0;
  readonly projections: Projections;

  constructor() {
    const engine = {
      read: async ({ parameters }) => {
        const ids = parameters['ids'] as readonly string[] | undefined;
        return this.rows().filter(({ id }) => ids?.includes(String(id)) ?? true);
      },
    } as Pick<Engine, 'read'> as Engine;
    const version = async () => String(this.version);
    this.projections = new Projections(engine, new Cypher('ladybug'), version, async () => []);
  }

  change(changes: Partial<CrystalNode>): void {
    this.changes = changes;
    this.version++;
  }

  private rows(): Row[] {
    return records.map((record) => {
      const isChanged = record.crystal.id === QUARTZ;
      const crystal = { ...record.crystal, ...(isChanged && this.changes) };
      const { derived, sites } = projectedRecord(record);
      return {
        id: crystal.id,
        checksum: isChanged ? String(this.version) : '',
        node: JSON.stringify({ ...crystal, connectivity: null, structure: null }),
        connectivity: crystal.connectivity,
        projectionCache: JSON.stringify({ derived, sites }),
      };
    });
  }

  /** Of each element, the crystals that have it at the centre of a polyhedron. */
  async crystalsByCentre(): Promise<Record<string, string>> {
    const projection = await this.projections.current();
    const found = ['Al', 'Si', 'Ti'].map(async (element) => {
      const ids = await projection.sortedIds({ sites: { some: { element: [element] } } }, [], { limit: 10 });
      return [element, ids.join()];
    });
    return Object.fromEntries(await Promise.all(found));
  }
}

const BY_CENTRE = { Al: 'spinel-MgAl2O4', Si: QUARTZ, Ti: 'rutile-TiO2' };

test('what follows from a formula that is none is unknown, and all else is there', async () => {
  const stored = new Stored();
  stored.change({ formula: 'SiFe0O2' });
  expect(await stored.crystalsByCentre()).toEqual(BY_CENTRE);
  const projection = await stored.projections.current();
  expect(projection.columnOf(QUARTZ, 'alphabeticalFormula')).toBeNull();
  expect(projection.columnOf('rutile-TiO2', 'alphabeticalFormula')).toBe('O2Ti');
});

test('a crystal that can not be appended is an error each time, and shifts no sites of others', async () => {
  const stored = new Stored();
  const { connectivity } = records.find(({ crystal }) => crystal.id === QUARTZ)!.crystal;
  stored.change({ connectivity: packed({ ...polyhedraOf({ connectivity }), nets: null }) });
  for (let time = 0; time < 2; time++) await expect(stored.crystalsByCentre()).rejects.toThrow();
  stored.change({});
  expect(await stored.crystalsByCentre()).toEqual(BY_CENTRE);
});
