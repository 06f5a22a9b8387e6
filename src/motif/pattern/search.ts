/**
 * Search for a pattern in the crystals of `QuotientGraphs`: whether one holds it, where, and how often.
 *
 * Patterns can be made whose search takes long: a star of six polyhedra with a score of neighbours each. Whatever may take
 * long is therefore a generator that yields null after so many steps that a millisecond may have passed; whoever drives it
 * can do other things meanwhile, and give up.
 */
import type { Image, SiteIndex } from '../../crystal/crystal.js';
import { candidatesOf } from './candidates.js';
import type { Pattern } from './pattern.js';
import { type Plan, planOf } from './plan.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
import type { SiteTypeIndex } from './site-types.js';
import { imageOf } from './translations.js';
import { TypeFits } from './type-fits.js';
import { Walk } from './walk.js';

/** A step looks at one polyhedron, which takes 10 to 50 ns. */
const STEPS_OF_A_SLICE = 20_000;

export interface PlacedPolyhedron {
  /** In the cell of the file. */
  readonly site: SiteIndex;
  /** Lattice translation of that cell. */
  readonly image: Image;
}

/** The polyhedron of each name, in the order of the pattern. The first one is in the cell [0, 0, 0]. */
export type Placement = readonly PlacedPolyhedron[];

export interface PlacedConnection {
  /** Centre–centre, Å. */
  readonly distance: number;
  /** At each shared ligand, ascending. */
  readonly anglesInDegrees: readonly number[];
}

/** The numbers of one placement, names and connections in the order of the pattern. Values that do not exist are NaN. */
export interface PlacedValues {
  readonly csm: readonly number[];
  /** Å. */
  readonly bondLengthMeans: readonly number[];
  readonly connections: readonly PlacedConnection[];
}

export class PatternSearch {
  private readonly fits: TypeFits;
  /** Starts with the rarest name. */
  private readonly fastest: Plan;
  /** Starts with the first name: the order of placements depends on nothing but the pattern and the crystal. */
  private readonly asWritten: Plan;
  private readonly walk: Walk;

  /** @param pattern of `checkedPattern`. Crystals may be added to the graphs later. */
  constructor(
    private readonly graphs: QuotientGraphs,
    readonly pattern: Pattern,
  ) {
    this.fits = new TypeFits(graphs.siteTypes, pattern);
    this.fastest = planOf(pattern, this.frequencies());
    this.asWritten = planOf(pattern, [0, ...pattern.sites.slice(1).map(() => 1)]);
    this.walk = new Walk(graphs, this.fits, this.fastest, Number.POSITIVE_INFINITY);
  }

  /** Site types that fit a name, by its position in the pattern. */
  typesOf(name: number): readonly SiteTypeIndex[] {
    this.fits.update();
    return this.fits.typesOf(name);
  }

  /** Crystals that may hold the pattern, ascending; all others do not. Null comes between slices of work. */
  candidates(): Generator<null, CrystalIndex[]> {
    return candidatesOf(this.pattern, this.fits, this.graphs.postings, this.graphs.length);
  }

  /** Whether the infinite crystal holds the pattern. It takes as long as it takes: `matches` can be interrupted. */
  holds(crystal: CrystalIndex): boolean {
    this.walk.begin(crystal);
    return this.walk.advance() === 'found';
  }

  /** Those of the crystals that hold the pattern, and null between slices of work. */
  *matches(crystals: Iterable<CrystalIndex>): Generator<CrystalIndex | null, void> {
    const walk = this.newWalk(this.fastest);
    for (const crystal of crystals) {
      walk.begin(crystal);
      let outcome = walk.advance();
      while (outcome === 'paused') {
        yield null;
        outcome = walk.advance();
      }
      if (outcome === 'found') yield crystal;
    }
  }

  /**
   * Placements per primitive cell: sets of polyhedra with their roles, so that what differs only by names that can be
   * exchanged is one. A fraction where copies of a site differ within the tolerance of the symmetry and only some of them fit.
   */
  *count(crystal: CrystalIndex): Generator<null, number> {
    let count = 0;
    for (const found of this.each(this.newWalk(this.fastest), crystal)) {
      if (found) count++;
      else yield null;
    }
    return count / this.graphs.primitiveCells.data[crystal]!;
  }

  /** Each placement in the cell of the file once, always in the same order, and null between slices of work. */
  *placements(crystal: CrystalIndex): Generator<Placement | null, void> {
    const walk = this.newWalk(this.asWritten);
    const depths = depthsOf(this.asWritten);
    for (const found of this.each(walk, crystal)) {
      yield found
        ? depths.map((depth) => ({
            site: this.graphs.siteOf(crystal, walk.nodeAt(depth)),
            image: imageOf(walk.cellAt(depth)),
          }))
        : null;
    }
  }

  /** The numbers of each placement in the cell of the file, and null between slices of work. */
  *values(crystal: CrystalIndex): Generator<PlacedValues | null, void> {
    const { graphs, pattern } = this;
    const walk = this.newWalk(this.asWritten);
    const depths = depthsOf(this.asWritten);
    const depthOf = new Map(pattern.sites.map(({ name }, position) => [name, depths[position]!]));
    for (const found of this.each(walk, crystal)) {
      if (!found) {
        yield null;
        continue;
      }
      const polyhedra = depths.map((depth) => graphs.polyhedronOf(crystal, walk.nodeAt(depth)));
      yield {
        csm: polyhedra.map((polyhedron) => graphs.csm.data[polyhedron]!),
        bondLengthMeans: polyhedra.map((polyhedron) => graphs.bondLengthMeans.data[polyhedron]!),
        connections: pattern.connections.map(({ from, to }) =>
          connectionOf(graphs, walk.classBetween(depthOf.get(from)!, depthOf.get(to)!)),
        ),
      };
    }
  }

  private newWalk(plan: Plan): Walk {
    return new Walk(this.graphs, this.fits, plan, STEPS_OF_A_SLICE);
  }

  /** True at each placement, where the walk stands then; false between slices of work. */
  private *each(walk: Walk, crystal: CrystalIndex): Generator<boolean, void> {
    walk.begin(crystal);
    for (;;) {
      const outcome = walk.advance();
      if (outcome === 'exhausted') return;
      yield outcome === 'found';
    }
  }

  /** In how many crystals the types of each name occur, summed. */
  private frequencies(): number[] {
    const { postings } = this.graphs;
    return this.pattern.sites.map((_, name) =>
      this.fits.typesOf(name).reduce((sum, type) => sum + postings.countWith(type), 0),
    );
  }
}

/** What a generator of slices returns, without pauses. */
export function finished<T>(work: Generator<null, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** For each name of the pattern, the depth at which it is placed. */
function depthsOf({ placings }: Plan): number[] {
  return placings.map((_, name) => placings.findIndex((placing) => placing.name === name));
}

function connectionOf(graphs: QuotientGraphs, connectionClass: number): PlacedConnection {
  const begin = graphs.firstAngles.data[connectionClass]!;
  const end = graphs.firstAngles.data[connectionClass + 1]!;
  return {
    distance: graphs.distances.data[connectionClass]!,
    anglesInDegrees: Array.from(graphs.angles.data.subarray(begin, end)),
  };
}
