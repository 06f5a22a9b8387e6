/**
 * Search for a pattern in the crystals of `QuotientGraphs`: whether one holds it, where, and how often.
 *
 * Patterns can be made whose search takes long: a star of six polyhedra with a score of neighbours each. Whatever may take
 * long is therefore a generator that yields null after so many steps that a millisecond may have passed; whoever drives it
 * can do other things meanwhile, and give up.
 */
import type { Image, OrbitIndex, SiteIndex } from '../../crystal/crystal.js';
import type { ConnectionKind } from '../analysis.js';
import { kindOf } from '../connectivity.js';
import { automorphisms } from './automorphisms.js';
import { candidatesOf } from './candidates.js';
import type { Pattern } from './pattern.js';
import { PlacementCounter } from './placement-counter.js';
import { type Plan, planOf } from './plan.js';
import type { CrystalIndex, QuotientGraphs } from './quotient-graphs.js';
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

export interface PlacedSite extends PlacedPolyhedron {
  readonly name: string;
  readonly orbit: OrbitIndex;
  /** Null where no reference polyhedron has the coordination number. */
  readonly csm: number | null;
  /** Å; null without ligands. */
  readonly bondLengthMean: number | null;
}

export interface PlacedConnection {
  readonly from: string;
  readonly to: string;
  readonly kind: ConnectionKind;
  readonly sharedLigands: number;
  /** Centre–centre, Å. */
  readonly distance: number;
  /** At each shared ligand, ascending. */
  readonly anglesInDegrees: readonly number[];
}

/** Sites and connections in the order of the pattern. The first site is in the cell [0, 0, 0]. */
export interface Placement {
  readonly sites: readonly PlacedSite[];
  readonly connections: readonly PlacedConnection[];
}

interface Telling {
  /** For each name, the depth of the walk at which its polyhedron stands. */
  readonly depths: readonly number[];
  readonly part: number;
}

/** Counts in one crystal at a time: a count is finished before another one of the same search begins. */
export class PatternSearch {
  private readonly fits: TypeFits;
  /** Starts with the rarest name. */
  private readonly fastest: Plan;
  /** Starts with the first name: the order of placements depends on nothing but the pattern and the crystal. */
  private readonly asWritten: Plan;
  private readonly walk: Walk;
  private readonly counter: PlacementCounter;

  /** @param pattern of `checkedPattern`. Crystals may be added to the graphs later. */
  constructor(
    private readonly graphs: QuotientGraphs,
    readonly pattern: Pattern,
  ) {
    this.fits = new TypeFits(graphs.siteTypes, pattern);
    this.fastest = planOf(pattern, this.frequencies());
    this.asWritten = planOf(pattern, [0, ...pattern.sites.slice(1).map(() => 1)]);
    this.counter = new PlacementCounter(graphs, this.fits, pattern);
    this.walk = new Walk(graphs, this.fits, this.fastest, Number.POSITIVE_INFINITY);
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
    let count = yield* this.counter.count(crystal);
    if (count === null) {
      count = 0;
      for (const found of this.each(this.newWalk(this.fastest), crystal)) {
        if (found) count++;
        else yield null;
      }
    }
    return count / this.graphs.primitiveCells.data[crystal]!;
  }

  /**
   * For each node of the crystal, in how many placements of a primitive cell it has this name. Where names can be exchanged,
   * each of the ways to tell a placement counts with the same part of 1, so that nothing depends on the choice of cell.
   *
   * @param name its position in the pattern
   */
  *countByNode(crystal: CrystalIndex, name: number): Generator<null, Float64Array> {
    const { graphs } = this;
    let counts = yield* this.counter.byNode(crystal, name);
    if (counts === null) {
      counts = new Float64Array(graphs.nodeCount(crystal));
      const walk = this.newWalk(this.fastest);
      for (const told of this.tellings(walk, crystal)) {
        if (told === null) yield null;
        else counts[walk.nodeAt(told.depths[name]!)]! += told.part;
      }
    }
    const { [crystal]: cells } = graphs.primitiveCells.data;
    return counts.map((count) => count / cells!);
  }

  /** The same for each step of the crystal and the connection between two names, from the first one to the other. */
  *countByStep(crystal: CrystalIndex, from: number, to: number): Generator<null, Float64Array> {
    const { graphs } = this;
    let counts = yield* this.counter.byStep(crystal, from, to);
    if (counts === null) {
      counts = new Float64Array(graphs.stepCount(crystal));
      const walk = this.newWalk(this.fastest);
      const first = graphs.firstStepOf(crystal);
      for (const told of this.tellings(walk, crystal)) {
        if (told === null) yield null;
        else counts[walk.stepBetween(told.depths[from]!, told.depths[to]!) - first]! += told.part;
      }
    }
    const { [crystal]: cells } = graphs.primitiveCells.data;
    return counts.map((count) => count / cells!);
  }

  /** Each placement in the cell of the file once, always in the same order, and null between slices of work. */
  *placements(crystal: CrystalIndex): Generator<Placement | null, void> {
    const { graphs, pattern } = this;
    const walk = this.newWalk(this.asWritten);
    const depths = depthsOf(this.asWritten);
    const depthOf = new Map(pattern.sites.map(({ name }, position) => [name, depths[position]!]));
    for (const found of this.each(walk, crystal)) {
      yield found
        ? {
            sites: pattern.sites.map(({ name }) => {
              const depth = depthOf.get(name)!;
              return { name, ...placedSite(graphs, crystal, walk.nodeAt(depth), walk.cellAt(depth)) };
            }),
            connections: pattern.connections.map(({ from, to }) => {
              const step = walk.stepBetween(depthOf.get(from)!, depthOf.get(to)!);
              return { from, to, ...placedConnection(graphs, graphs.classOf(crystal, step)) };
            }),
          }
        : null;
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

  /** Each placement in all ways to tell it, with the part of 1 that each counts; the walk stands there then. */
  private *tellings(walk: Walk, crystal: CrystalIndex): Generator<Telling | null, void> {
    const depths = depthsOf(this.fastest);
    const exchanges = automorphisms(this.pattern);
    const tellings = exchanges.map((names) => ({
      depths: names.map((name) => depths[name]!),
      part: 1 / exchanges.length,
    }));
    for (const found of this.each(walk, crystal)) {
      if (found) yield* tellings;
      else yield null;
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

function placedSite(graphs: QuotientGraphs, crystal: CrystalIndex, node: number, cell: number) {
  const polyhedron = graphs.polyhedronOf(crystal, node);
  return {
    site: graphs.siteOf(crystal, node),
    image: imageOf(cell),
    orbit: graphs.orbitOf(crystal, node),
    csm: existing(graphs.csm.data[polyhedron]!),
    bondLengthMean: existing(graphs.bondLengthMeans.data[polyhedron]!),
  };
}

function existing(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function placedConnection(graphs: QuotientGraphs, connectionClass: number) {
  const begin = graphs.firstAngles.data[connectionClass]!;
  const end = graphs.firstAngles.data[connectionClass + 1]!;
  return {
    kind: kindOf(end - begin),
    sharedLigands: end - begin,
    distance: graphs.distances.data[connectionClass]!,
    anglesInDegrees: Array.from(graphs.angles.data.subarray(begin, end)),
  };
}
