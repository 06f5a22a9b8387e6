/**
 * The findings of models/README.md for any files that `motifgraph embed --save` wrote, as a table; without a file, for what
 * ships: `MOTIFGRAPH_REPRESENTATIONS=a.gz,b.gz npm run bench -- findings`.
 */
import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import type { Representation } from '../../src/representation/representation.js';
import { readRepresentation, shippedRepresentation } from '../../src/representation/representation-file.js';
import { Findings, PAIRS, type Ranks, SHAPES_OF_CLUSTERS } from '../representation/findings.js';

const files = process.env['MOTIFGRAPH_REPRESENTATIONS']?.split(',') ?? [];
const representations =
  files.length > 0 ? files.map((file) => readRepresentation(readFileSync(file))) : [await shippedRepresentation()];

it('tells the findings', () => {
  const columns = representations.map(columnOf);
  const rows = [...columns[0]!.keys()].map(
    (what) => `| ${[what, ...columns.map((column) => column.get(what))].join(' | ')} |`,
  );
  console.log(rows.join('\n'));
}, 600_000);

function columnOf(representation: Representation): ReadonlyMap<string, string> {
  const findings = new Findings(representation);
  const pair = ({ found, chance }: { found: number; chance: number }) => `${found.toFixed(2)} (${chance.toFixed(2)})`;
  const ranks = ({ count, median, inTop, amongShape }: Ranks) =>
    `${(100 * median).toFixed(2)} %, ${(100 * inTop).toFixed(0)} % of ${count} in the top 5 %, ${amongShape.toFixed(2)}`;
  return new Map([
    ['environment', representation.settings.environment],
    ['motifs learned, of types', `${representation.motifs.motifs.length} of ${representation.motifTypes}`],
    ['environments', String(representation.motifs.space.state.features.length)],
    ['neighbours of the same shape (chance)', pair(findings.purityOfNeighbours())],
    ['silhouette of shapes (chance)', pair(findings.silhouetteOfShapes())],
    ...SHAPES_OF_CLUSTERS.map(
      (shape) => [`purest cluster of ${shape}`, findings.shareInCluster(shape).toFixed(2)] as const,
    ),
    ['likeness of stand-ins (next of the shape)', pair(findings.likenessOfStandIns())],
    ['lanthanides near lanthanides of their shape (chance)', pair(findings.lanthanidesTogether())],
    ['silhouette of lanthanides in their shape (chance)', pair(findings.silhouetteOfLanthanides())],
    ['ranks: Y, lanthanides', ranks(findings.ranks(PAIRS.yttriumAndLanthanides))],
    ['ranks: Zn, Mg', ranks(findings.ranks(PAIRS.zincAndMagnesium))],
    ['ranks: analogous elements', ranks(findings.ranks(PAIRS.analogous))],
    ['ranks: any two elements', ranks(findings.ranks(findings.anyPairs()))],
    ['ranks: far elements', ranks(findings.ranks(findings.farPairs()))],
  ]);
}
