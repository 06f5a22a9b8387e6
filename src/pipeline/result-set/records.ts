/** Crystals with everything that the graph holds of them, as programs read them: one JSON object a line. */
import { type CrystalParts, connectionsBySite } from '../../graph/crystal-parts.js';
import type { CrystalSummary, MotifContent } from '../../graph/model.js';
import { motifNode } from '../../graph/motif-node.js';
import { mapInSteps } from '../../graph/turns.js';
import { motifType } from '../../motif/motif-type.js';
import { type ResultSet, ResultSetChanged } from './result-set.js';

/** The lines of these crystals. */
export async function recordLines(crystals: readonly CrystalSummary[], set: ResultSet): Promise<string[]> {
  const { store } = set;
  const ids = crystals.map(({ id }) => id);
  const [nodes, parts, predictions] = await Promise.all([
    store.crystalsById(ids),
    store.partsOfCrystals(ids),
    store.predictionsOfCrystals(ids),
  ]);
  return mapInSteps(crystals, (crystal) => {
    const i = ids.indexOf(crystal.id);
    const node = nodes[i];
    if (node == null)
      throw new ResultSetChanged(`The crystal ${crystal.id} was deleted during the export; export again.`);
    return `${JSON.stringify({
      ...crystal,
      structure: node.structure,
      sites: sitesOf(parts[i]!),
      motifs: parts[i]!.contents.map(motifOf),
      nets: set.netsOf(crystal.id),
      predictions: predictions[i]!.map(({ crystalId: _, ...prediction }) => prediction),
    })}\n`;
  });
}

/** Each site with its connections. */
function sitesOf(parts: CrystalParts) {
  const bySite = connectionsBySite(parts);
  return parts.sites.map(({ crystalId: _, ...site }) => ({
    ...site,
    connections: bySite.get(site.id)!.map(({ fromSite: _from, ...connection }) => connection),
  }));
}

function motifOf({ motifId, count, fraction }: MotifContent) {
  return { ...motifNode(motifType(motifId)), count, fraction };
}
