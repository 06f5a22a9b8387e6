/** A projection of one crystal that the graph does not hold: filters say of it what they would say of one of the graph. */
import type { CrystalRecord } from '../model.js';
import { projectedRecord } from '../stored-rows.js';
import { Projection } from './projection.js';
import { ProjectionTables } from './tables.js';

export function projectionOfRecord(record: CrystalRecord): Projection {
  const tables = new ProjectionTables();
  tables.append(projectedRecord(record));
  const rows = new Map([[record.crystal.id, 0]]);
  return new Projection(tables, record.crystal.id, Uint8Array.of(1), rows, async () => []);
}
