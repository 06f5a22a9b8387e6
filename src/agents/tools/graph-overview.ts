/** What the graph holds. */
import { z } from 'zod';
import { asked } from '../ask.js';
import { tool } from '../tool.js';
import { counted, type Distribution, figures, lines, spread } from '../wording.js';

const COUNTS = 'value label crystals';
const OVERVIEW = `query GraphOverview {
  statistics {
    crystals motifs connections refused
    datasets: counts(by: DATASET, first: 10) { ${COUNTS} }
    elements: counts(by: ELEMENT, first: 20) { ${COUNTS} }
    geometries: counts(by: GEOMETRY, first: 10) { ${COUNTS} }
    motifTypes: counts(by: MOTIF, first: 12) { ${COUNTS} }
    structureTypes: counts(by: STRUCTURE_FAMILY, first: 15) { ${COUNTS} }
    systems: counts(by: CRYSTAL_SYSTEM, first: 7) { ${COUNTS} }
  }
  crystals(first: 0) { aggregate { bandGap: distribution(of: BAND_GAP) { count mean standardDeviation min max } } }
  service { version method }
}`;

interface Count {
  readonly value: string | number;
  readonly label: string | null;
  readonly crystals: number;
}

const FIELDS = {
  datasets: 'data set',
  elements: 'element',
  geometries: 'shape',
  motifTypes: 'motif',
  structureTypes: 'structure type',
  systems: 'crystal system',
} as const;

type Counts = { readonly [Field in keyof typeof FIELDS]: readonly Count[] };

interface Overview {
  readonly statistics: Counts & {
    readonly crystals: number;
    readonly motifs: number;
    readonly connections: number;
    readonly refused: number;
  };
  readonly crystals: { readonly aggregate: { readonly bandGap: Distribution | null } };
  readonly service: { readonly version: string; readonly method: string };
}

export const graphOverview = tool({
  name: 'graph_overview',
  title: 'What the graph holds',
  description:
    'How many crystals and motifs the graph holds, of which data sets, and the most frequent elements, shapes, motifs and structure types: what other tools can find here.',
  input: z.strictObject({}),
  async answer(_, ask) {
    const { statistics, crystals, service } = await asked<Overview>(ask, OVERVIEW, {});
    const { bandGap } = crystals.aggregate;
    const fields = Object.entries(FIELDS) as [keyof Counts, string][];
    return {
      text: lines(
        `${counted(statistics.crystals, 'crystal')}, ${counted(statistics.motifs, 'motif')} and ${counted(statistics.connections, 'connection')} between their sites; ${counted(statistics.refused, 'structure')} refused.`,
        ...fields.map(([field, noun]) => countsLine(noun, statistics[field])),
        bandGap === null
          ? 'There are no predictions.'
          : `Predicted band gap of ${counted(bandGap.count, 'crystal')}: ${spread(bandGap, ' eV', 2)}.`,
        `Motifgraph ${service.version}, analysis ${service.method}.`,
      ),
      facts: {
        crystals: statistics.crystals,
        motifs: statistics.motifs,
        connections: statistics.connections,
        refused: statistics.refused,
        crystalsBy: Object.fromEntries(
          fields.map(([field, noun]) => [
            noun,
            Object.fromEntries(statistics[field].map(({ value, crystals }) => [String(value), crystals])),
          ]),
        ),
        ...(bandGap && { bandGapElectronvolt: figures(bandGap, 2) }),
        version: service.version,
      },
    };
  },
});

function countsLine(noun: string, counts: readonly Count[]): string {
  if (counts.length === 0) return '';
  const values = counts.map(({ value, label, crystals }) => {
    const name = label === null ? String(value) : `${value} (${label.toLowerCase()})`;
    return `${name} ${crystals}`;
  });
  return `Crystals by ${noun}, most frequent first: ${values.join(', ')}.`;
}
