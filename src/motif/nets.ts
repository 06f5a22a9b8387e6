/** The nets of one element, one motif type, or all strongly bound cations: `PolyhedronNet`. */

import type { Crystal, Image, SiteIndex } from '../crystal/crystal.js';
import { axesIn, representative } from '../crystal/directions.js';
import { compositionOfSites, reducedFormula, unitsOf, wholeFormula } from '../crystal/formula.js';
import { grouped } from '../crystal/grouped.js';
import type { Symmetry } from '../crystal/symmetry.js';
import { difference, sum } from '../crystal/vectors.js';
import {
  CONNECTIVITIES,
  type Connection,
  type Dimensionality,
  type MotifSite,
  type PolyhedronNet,
} from './analysis.js';
import { stronglyBound } from './bond-strength.js';
import { orientationOf, type WalkedNet, walkedNets } from './dimensionality.js';
import { centresOf, motifOfSite } from './motif-of-site.js';
import type { MotifId } from './motif-type.js';
import {
  type PrimitiveConnection,
  type PrimitivePolyhedra,
  type PrimitivePolyhedron,
  primitivePolyhedra,
} from './primitive-polyhedra.js';

/** Polyhedra whose nets are told. */
interface Subject {
  readonly centres: readonly string[];
  readonly isShared: boolean;
  readonly motif: MotifId | null;
  readonly isStrong: boolean;
  readonly polyhedra: readonly PrimitivePolyhedron[];
}

/**
 * Of each element (of each combination of elements that share sites), in alphabetical order; then of each motif type, where an element has several; then of the strongly
 * bound cations, unless they are all those of one element. Sites without ligands do not count.
 *
 * @param sites,connections in the cell as given
 */
export function polyhedronNets(
  crystal: Crystal,
  symmetry: Symmetry,
  sites: readonly MotifSite[],
  connections: readonly Connection[],
): PolyhedronNet[] {
  const primitive = primitivePolyhedra(
    crystal,
    symmetry,
    sites.filter(({ ligands }) => ligands.length > 0),
    connections,
  );
  const tell = new NetTeller(crystal, symmetry, primitive);
  return subjectsOf(crystal.atomicNumbers, primitive.polyhedra).flatMap((subject) => tell.netsOf(subject));
}

function subjectsOf(atomicNumbers: Uint8Array, polyhedra: readonly PrimitivePolyhedron[]): Subject[] {
  if (polyhedra.length === 0) return [];
  const strong = new Set(stronglyBound(polyhedra.map(({ site }) => site)));
  const subjectOf = (some: readonly PrimitivePolyhedron[]): Subject => {
    const motifs = new Set(some.map(({ site }) => motifOfSite(atomicNumbers, site)?.id ?? null));
    const centres = [...new Set(some.flatMap(({ site }) => centresOf(site)))].sort();
    return {
      centres,
      isShared: centres.length > 1 && some.every(({ site }) => centresOf(site).length === centres.length),
      motif: motifs.size === 1 ? [...motifs][0]! : null,
      isStrong: some.length === strong.size && some.every(({ site }) => strong.has(site)),
      polyhedra: some,
    };
  };
  const byElement = groupedInOrder(polyhedra, ({ site }) => centresOf(site).join());
  const elements = byElement.map(subjectOf);
  const motifs = byElement.flatMap((some) => {
    const types = groupedInOrder(some, ({ site }) => motifOfSite(atomicNumbers, site)?.id ?? '');
    return types.length === 1 ? [] : types.map(subjectOf).filter(({ motif }) => motif !== null);
  });
  const subjects = [...elements, ...motifs];
  if (subjects.some(({ isStrong }) => isStrong)) return subjects;
  return [...subjects, subjectOf(polyhedra.filter(({ site }) => strong.has(site)))];
}

/** Groups in the order of their keys. */
function groupedInOrder<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  return [...grouped(items, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Larger ones come first; of equally large ones any order that the cell of the file does not decide. */
interface Component {
  readonly size: number;
  readonly along: Image | null;
  readonly formula: string;
  readonly copies: number;
}

type Members = ReadonlyMap<SiteIndex, PrimitivePolyhedron>;

/** What follows from the connections. */
type Extent = Pick<PolyhedronNet, 'dimensionality' | 'components' | 'along' | 'formula'>;

class NetTeller {
  private readonly axes: readonly number[];

  constructor(
    private readonly crystal: Crystal,
    private readonly symmetry: Symmetry,
    private readonly primitive: PrimitivePolyhedra,
  ) {
    this.axes = axesIn(symmetry.primitive.lattice, symmetry.conventional);
  }

  /** One for each kind of connection. */
  netsOf({ centres, isShared, motif, isStrong, polyhedra }: Subject): PolyhedronNet[] {
    const members: Members = new Map(polyhedra.map((polyhedron) => [polyhedron.site.site, polyhedron]));
    const all = this.primitive.connections.filter(({ from, to }) => members.has(from) && members.has(to));
    // Often there is one kind alone: then it is the same as any, and the others are as alike as they are empty.
    const whole = this.extentOf(members, all);
    let empty: Extent | undefined;
    return CONNECTIVITIES.map((kind) => {
      const edges = kind === 'any' ? all : all.filter((connection) => connection.kind === kind);
      let extent = whole;
      if (edges.length === 0) extent = empty ??= this.extentOf(members, edges);
      else if (edges.length < all.length) extent = this.extentOf(members, edges);
      return { centres, ...(isShared && { isShared }), motif, isStrong, kind, ...extent };
    });
  }

  private extentOf(members: Members, edges: readonly PrimitiveConnection[]): Extent {
    const nets = walkedNets([...members.keys()], edges);
    const dimensionality = Math.max(...nets.map(({ lattice }) => lattice.basis.length)) as Dimensionality;
    const components = nets
      .filter(({ lattice }) => lattice.basis.length === dimensionality)
      .map((net) =>
        this.component(
          net,
          [...net.cells.keys()].map((site) => members.get(site)!),
        ),
      )
      .sort(bySize);
    const [largest] = components;
    return {
      dimensionality,
      components: components.reduce((count, { copies }) => count + copies, 0),
      along: largest!.along,
      formula: largest!.formula,
    };
  }

  private component(net: WalkedNet, polyhedra: readonly PrimitivePolyhedron[]): Component {
    const { basis } = net.lattice;
    const orientation = orientationOf(basis, this.axes);
    const indexed = basis.length === 1 ? 'direction' : 'plane';
    const atoms = this.atomsOf(net, polyhedra);
    return {
      size: polyhedra.length,
      along: orientation && representative(orientation, indexed, this.symmetry.spaceGroup.number),
      formula: basis.length === 0 ? this.whole(atoms) : this.reduced(atoms),
      copies: basis.length === 3 ? net.lattice.index : 1,
    };
  }

  private whole(atoms: readonly number[]): string {
    return wholeFormula(compositionOfSites(this.crystal, atoms));
  }

  private reduced(atoms: readonly number[]): string {
    return reducedFormula(compositionOfSites(this.crystal, atoms, unitsOf(this.crystal, atoms)));
  }

  /** The sites of a cluster, or of one repeat unit: ligands that translations of the net make of each other are one. */
  private atomsOf({ cells, lattice }: WalkedNet, polyhedra: readonly PrimitivePolyhedron[]): number[] {
    const atoms: number[] = [];
    const seen = new Set<string>();
    for (const { site, ligands } of polyhedra) {
      atoms.push(site.site);
      const cell = cells.get(site.site)!;
      for (const ligand of ligands) {
        const [u, v, w] = lattice.remainder(sum(cell, ligand.image));
        const key = `${ligand.site} ${u} ${v} ${w}`;
        if (seen.has(key)) continue;
        seen.add(key);
        atoms.push(ligand.site);
      }
    }
    return atoms;
  }
}

function bySize(a: Component, b: Component): number {
  if (a.size !== b.size) return b.size - a.size;
  if (a.formula !== b.formula) return a.formula < b.formula ? -1 : 1;
  if (a.along === null || b.along === null) return 0;
  const [u, v, w] = difference(a.along, b.along);
  return -(u || v || w);
}
