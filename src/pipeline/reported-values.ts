/** Values that others report of crystals: put beside what a graph has of them. */
import type { Reported } from '../crystal/reported.js';
import type { CrystalNode, CrystalRecord } from '../graph/model.js';
import { type ReportedProperties, reportedOf, reportedProperties } from '../graph/reported-fields.js';
import type { IngestStore } from '../graph/store.js';

/**
 * Of crystals that are in the graph. One that another process changes meanwhile is read again.
 *
 * @param valuesOf all values that a crystal is to have; of several of one property the last one counts
 * @returns crystals whose values are others than before, and those that had them
 */
export async function withReported(
  store: IngestStore,
  ids: readonly string[],
  valuesOf: (crystal: CrystalNode) => readonly Reported[],
): Promise<{ readonly changed: number; readonly unchanged: number }> {
  let [changed, unchanged] = [0, 0];
  for (let left = ids; left.length > 0; ) {
    const crystals = (await store.crystalsById(left)).filter((crystal) => crystal !== null);
    const others = crystals.filter((crystal) => !isSame(crystal, reportedProperties(valuesOf(crystal))));
    unchanged += crystals.length - others.length;
    const stored = await store.records.read(others.map(({ id }) => id));
    const changes = stored.flatMap(({ record, checksum: before }) => {
      if (record === null || before === null) return [];
      return { record: withValues(record, reportedProperties(valuesOf(record.crystal))), before };
    });
    const done = changes.length === 0 ? new Set<string>() : await store.report(changes);
    changed += done.size;
    left = changes.flatMap(({ record: { crystal } }) => (done.has(crystal.id) ? [] : crystal.id));
  }
  return { changed, unchanged };
}

/**
 * Crystals that were analysed anew, with what was reported of them before where their text is the same: values of a table
 * stay, those of the provider are what it sends today.
 */
export async function asReported(records: readonly CrystalRecord[], store: IngestStore): Promise<CrystalRecord[]> {
  const before = await store.crystalsById(records.map(({ crystal }) => crystal.id));
  return records.map((record, i) => {
    const { crystal } = record;
    const old = before[i];
    if (!old || old.sha256 !== crystal.sha256) return record;
    return withValues(record, reportedProperties(renewed(old, reportedOf(crystal), crystal.provider ?? null)));
  });
}

/** The values of a crystal after its provider has sent these; what others report counts more. */
export function renewed(crystal: CrystalNode, sent: readonly Reported[], provider: string | null): Reported[] {
  const isSent = ({ source }: Reported) =>
    provider !== null && (source === provider || source.startsWith(`${provider} (`));
  return [...sent, ...reportedOf(crystal).filter((one) => !isSent(one))];
}

function withValues(record: CrystalRecord, values: ReportedProperties): CrystalRecord {
  return { ...record, crystal: { ...record.crystal, ...values } };
}

function isSame(crystal: CrystalNode, after: ReportedProperties): boolean {
  return Object.entries(after).every(
    ([name, value]) => JSON.stringify(crystal[name as keyof ReportedProperties]) === JSON.stringify(value),
  );
}
