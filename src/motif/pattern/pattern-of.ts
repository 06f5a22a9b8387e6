/** A part of a crystal as a pattern: "find me more like these". */
import { symbolOf } from '../../crystal/elements.js';
import { kindOf } from '../connectivity.js';
import { type ConnectionInput, checkedPattern, type SiteInput } from './check.js';
import { LARGEST_PATTERN, type Pattern, PatternError } from './pattern.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { PlacedPolyhedron } from './search.js';
import type { SiteType } from './site-types.js';
import { codeOf, FARTHEST_CELL } from './translations.js';

/**
 * The motif of each chosen polyhedron, or its element and coordination number where it has none, and the kinds of all
 * connections among them. The names are letters, a for the first one.
 *
 * @throws PatternError where a site has no polyhedron or is chosen twice, and for what `checkedPattern` refuses: too many,
 * or some that do not hang together.
 */
export function patternOf(graphs: QuotientGraphs, crystal: CrystalIndex, chosen: readonly PlacedPolyhedron[]): Pattern {
  if (chosen.length > LARGEST_PATTERN) {
    throw new PatternError(`${chosen.length} polyhedra are chosen: a pattern has at most ${LARGEST_PATTERN}.`);
  }
  for (const { image } of chosen) {
    if (image.every((x) => Number.isInteger(x) && Math.abs(x) <= FARTHEST_CELL)) continue;
    throw new PatternError(`[${image.join(', ')}] is no image: give three whole numbers up to ${FARTHEST_CELL}.`);
  }
  const polyhedra = chosen.map(({ site, image }, i) => ({
    name: String.fromCharCode('a'.charCodeAt(0) + i),
    site,
    node: nodeOf(graphs, crystal, site),
    cell: codeOf(image),
  }));
  for (const [i, { site, node, cell }] of polyhedra.entries()) {
    if (polyhedra.findIndex((other) => other.node === node && other.cell === cell) === i) continue;
    throw new PatternError(`Site ${site} is chosen twice in the same cell: choose each polyhedron once.`);
  }
  return checkedPattern({
    sites: polyhedra.map(({ name, node }) => ({
      name,
      ...criteriaOf(graphs.siteTypes.at(graphs.typeOf(crystal, node))),
    })),
    connections: polyhedra.flatMap((from, i) =>
      polyhedra.slice(i + 1).flatMap((to): ConnectionInput[] => {
        const found = graphs.classBetween(crystal, from.node, to.node, to.cell - from.cell);
        return found < 0 ? [] : [{ from: from.name, to: to.name, kinds: [kindOf(graphs.sharedLigandsOf(found))] }];
      }),
    ),
  });
}

function nodeOf(graphs: QuotientGraphs, crystal: CrystalIndex, site: number): number {
  for (let node = 0; node < graphs.nodeCount(crystal); node++) {
    if (graphs.siteOf(crystal, node) === site) return node;
  }
  throw new PatternError(`Site ${site} has no polyhedron: choose cations.`);
}

function criteriaOf({ motif, atomicNumber, coordinationNumber }: SiteType): Omit<SiteInput, 'name'> {
  if (motif !== null) return { motifs: [motif] };
  return {
    elements: [symbolOf(atomicNumber)],
    coordinationNumber: { min: coordinationNumber, max: coordinationNumber },
  };
}
