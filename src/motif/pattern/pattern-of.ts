/** A part of a crystal as a pattern: "find me more like these". */
import type { Image } from '../../crystal/crystal.js';
import { symbolOf } from '../../crystal/elements.js';
import { kindOf } from '../connectivity.js';
import { type ConnectionInput, checkedPattern, type SiteInput } from './check.js';
import { LARGEST_PATTERN, type Pattern, PatternError } from './pattern.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { SiteType } from './site-types.js';
import { codeOf, FARTHEST_CELL } from './translations.js';

/** One site by its index in the cell of the file, or the first one of an orbit. */
export type ChosenPolyhedron = { readonly image: Image } & ({ readonly site: number } | { readonly orbit: number });

/**
 * What other polyhedra have in common with a chosen one: its motif; its coordination geometry, with any centre and ligands;
 * nothing. Where it has no motif and no geometry, its element and coordination number, or that number alone.
 */
export type Likeness = 'motif' | 'geometry' | 'any';

export interface Likenesses {
  readonly sites: Likeness;
  /** Whether connections are of the same kind. */
  readonly sameKinds: boolean;
}

const SAME: Likenesses = { sites: 'motif', sameKinds: true };

/**
 * The chosen polyhedra and all connections among them. The names are letters, a for the first one. The crystal itself holds
 * the pattern.
 *
 * @throws PatternError where a site has no polyhedron or is chosen twice, and for what `checkedPattern` refuses: too many,
 * or some that do not hang together.
 */
export function patternOf(
  graphs: QuotientGraphs,
  crystal: CrystalIndex,
  chosen: readonly ChosenPolyhedron[],
  { sites, sameKinds }: Likenesses = SAME,
): Pattern {
  if (chosen.length > LARGEST_PATTERN) {
    throw new PatternError(`${chosen.length} polyhedra are chosen: a pattern has at most ${LARGEST_PATTERN}.`);
  }
  for (const { image } of chosen) {
    const isImage = image.length === 3 && image.every((x) => Number.isInteger(x) && Math.abs(x) <= FARTHEST_CELL);
    if (isImage) continue;
    throw new PatternError(`[${image.join(', ')}] is no image: give three whole numbers up to ${FARTHEST_CELL}.`);
  }
  const polyhedra = chosen.map((choice, i) => ({
    name: String.fromCharCode('a'.charCodeAt(0) + i),
    node: nodeOf(graphs, crystal, choice),
    cell: codeOf(choice.image),
  }));
  for (const [i, { node, cell }] of polyhedra.entries()) {
    if (polyhedra.findIndex((other) => other.node === node && other.cell === cell) === i) continue;
    const site = graphs.siteOf(crystal, node);
    throw new PatternError(`Site ${site} is chosen twice in the same cell: choose each polyhedron once.`);
  }
  return checkedPattern({
    sites: polyhedra.map(({ name, node }) => ({
      name,
      ...criteriaOf(graphs.siteTypes.at(graphs.typeOf(crystal, node)), sites),
    })),
    connections: polyhedra.flatMap((from, i) =>
      polyhedra.slice(i + 1).flatMap((to): ConnectionInput[] => {
        const step = graphs.stepBetween(crystal, from.node, to.node, to.cell - from.cell);
        if (step < 0) return [];
        const kind = kindOf(graphs.sharedLigandsOf(graphs.classOf(crystal, step)));
        return [{ from: from.name, to: to.name, ...(sameKinds && { kinds: [kind] }) }];
      }),
    ),
  });
}

function nodeOf(graphs: QuotientGraphs, crystal: CrystalIndex, choice: ChosenPolyhedron): number {
  const [numberOf, number, word] =
    'site' in choice
      ? ([(node: number) => graphs.siteOf(crystal, node), choice.site, 'Site'] as const)
      : ([(node: number) => graphs.orbitOf(crystal, node), choice.orbit, 'Orbit'] as const);
  for (let node = 0; node < graphs.nodeCount(crystal); node++) {
    if (numberOf(node) === number) return node;
  }
  throw new PatternError(`${word} ${number} has no polyhedron: choose cations.`);
}

function criteriaOf(type: SiteType, likeness: Likeness): Omit<SiteInput, 'name'> {
  const { motif, geometry, atomicNumber, coordinationNumber } = type;
  if (likeness === 'any') return {};
  const sameNumber = { coordinationNumber: { min: coordinationNumber, max: coordinationNumber } };
  if (likeness === 'geometry') return geometry === null ? sameNumber : { geometries: [geometry] };
  return motif === null ? { elements: [symbolOf(atomicNumber)], ...sameNumber } : { motifs: [motif] };
}
