/**
 * Crystals with everything that the graph holds of them, as programs read them: one JSON object a line, with the names of
 * the API.
 */
import { type CrystalParts, connectionsBySite } from '../../graph/crystal-parts.js';
import type { CrystalSummary, MotifContent } from '../../graph/model.js';
import { motifNode } from '../../graph/motif-node.js';
import { CONTAINS, MOTIF } from '../../graph/motif-tables.js';
import { PREDICTION } from '../../graph/prediction-tables.js';
import { shownFields } from '../../graph/shown.js';
import { MOTIF_SITE, NET, SHARES } from '../../graph/site-tables.js';
import { CRYSTAL } from '../../graph/tables.js';
import { mapInSteps } from '../../graph/turns.js';
import { motifType } from '../../motif/motif-type.js';
import { type ResultSet, ResultSetChanged } from './result-set.js';

const { crystalId: _ofSite, ...SITE_FIELDS } = MOTIF_SITE.fields;
const { crystalId: _ofPrediction, ...PREDICTION_FIELDS } = PREDICTION.fields;

/** The lines of these crystals. */
export async function recordLines(crystals: readonly CrystalSummary[], set: ResultSet): Promise<string[]> {
  const { store } = set;
  const ids = crystals.map(({ id }) => id);
  const [nodes, parts, predictions] = await Promise.all([
    store.crystalsById(ids),
    store.partsOfCrystals(ids),
    store.predictionsOfCrystals(ids),
  ]);
  return mapInSteps([...crystals.entries()], ([i, crystal]) => {
    const node = nodes[i];
    if (node == null)
      throw new ResultSetChanged(`The crystal ${crystal.id} was deleted during the export; export again.`);
    return `${JSON.stringify({
      ...shownFields(CRYSTAL.fields, crystal),
      structure: node.structure,
      sites: sitesOf(parts[i]!),
      motifs: parts[i]!.contents.map(motifOf),
      nets: set.netsOf(crystal.id).map((net) => shownFields(NET.fields, net)),
      predictions: predictions[i]!.map((prediction) => shownFields(PREDICTION_FIELDS, prediction)),
    })}\n`;
  });
}

/** Each site with its connections. */
function sitesOf(parts: CrystalParts) {
  const bySite = connectionsBySite(parts);
  return parts.sites.map((site) => ({
    ...shownFields(SITE_FIELDS, site),
    connections: bySite.get(site.id)!.map((connection) => ({
      toSiteId: connection.toSite,
      ...shownFields(SHARES.fields, connection),
    })),
  }));
}

function motifOf(content: MotifContent) {
  return {
    ...shownFields(MOTIF.fields, motifNode(motifType(content.motifId))),
    ...shownFields(CONTAINS.fields, content),
  };
}
