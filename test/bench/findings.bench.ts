/**
 * The findings of models/README.md for any files that `motifgraph embed --save` wrote, as a table; without a file, for what
 * ships: `MOTIFGRAPH_REPRESENTATIONS=a.gz,b.gz npm run bench:findings`.
 */
import { readFileSync } from 'node:fs';
import { it } from 'vitest';
import type { Representation } from '../../src/representation/representation.js';
import { readRepresentation, shippedRepresentation } from '../../src/representation/representation-file.js';
import { type Finding, Findings, PAIRS, type Ranks, SHAPES_OF_CLUSTERS } from '../representation/findings.js';

const files = process.env['MOTIFGRAPH_REPRESENTATIONS']?.split(',') ?? [];
const representations =
  files.length > 0 ? files.map((file) => readRepresentation(readFileSync(file))) : [await shippedRepresentation()];

it('tells the findings', () => {
  const columns = representations.map(columnOf);
  const rows = [...columns[0]!.keys()].map((what) => [what, ...columns.map((column) => column.get(what))]);
  const [head, ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  console.log([head, `| ${rows[0]!.map(() => '---').join(' | ')} |`, ...body].join('\n'));
}, 600_000);

function columnOf(representation: Representation): ReadonlyMap<string, string> {
  const findings = new Findings(representation);
  const pair = ({ found, chance }: Finding) => `${found.toFixed(2)} (${chance.toFixed(2)})`;
  const ranks = ({ count, median, inTop, amongShape }: Ranks) =>
    `${(100 * median).toFixed(2)} %; ${(100 * inTop).toFixed(0)} % of ${count.toLocaleString('en-US')} in the top 5 %; ${amongShape.toFixed(2)}`;
  const { motifs, motifTypes, settings } = representation;
  return new Map([
    ['environment', settings.environment],
    ['motifs learned, of types', [motifs.motifs.length, motifTypes].map((n) => n.toLocaleString('en-US')).join(' of ')],
    ['environments', motifs.space.state.features.length.toLocaleString('en-US')],
    ['of a motif’s 5 nearest neighbours, those of its shape', pair(findings.purityOfNeighbours())],
    [
      'silhouette on the map: cubes, cuboctahedra, octahedra, tetrahedra with square planes',
      pair(findings.silhouetteOfShapes()),
    ],
    [
      `share of the shape in its purest cluster: ${SHAPES_OF_CLUSTERS.map((shape) => `\`${shape}\``).join(', ')}`,
      SHAPES_OF_CLUSTERS.map((shape) => findings.shareInCluster(shape).toFixed(2)).join(', '),
    ],
    ['of a lanthanide’s 5 nearest motifs of its shape, lanthanides', pair(findings.lanthanidesTogether())],
    ['silhouette on the map: lanthanides against the rest of their shape', pair(findings.silhouetteOfLanthanides())],
    ['ranks of Y and lanthanides', ranks(findings.ranks(PAIRS.yttriumAndLanthanides))],
    ['ranks of Zn and Mg', ranks(findings.ranks(PAIRS.zincAndMagnesium))],
    ['ranks of analogous elements of one group', ranks(findings.ranks(PAIRS.analogous))],
    ['ranks of any two elements', ranks(findings.ranks(findings.anyPairs()))],
    ['ranks of elements far apart in the periodic table', ranks(findings.ranks(findings.farPairs()))],
    ['cosine of a motif’s vector with the one that would stand for it', pair(findings.similarityOfStandIns())],
  ]);
}
