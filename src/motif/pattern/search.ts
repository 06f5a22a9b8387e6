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

/** Figures over the placements of one crystal. */
export interface AskedFigures {
  /** How many there are. */
  readonly count: boolean;
  /** Positions of names: how often each node has the name. */
  readonly names: readonly number[];
  /** Positions of two names: how often each step is the connection between them. */
  readonly connections: readonly (readonly [from: number, to: number])[];
}

/** In the order of what was asked. */
export interface Figures {
  readonly count: number | null;
  readonly byNode: readonly Float64Array[];
  readonly byStep: readonly Float64Array[];
}

interface Telling {
  /** For each name, the depth of the walk at which its polyhedron stands. */
  readonly depths: readonly number[];
  readonly part: number;
}

/** What a search of any crystal of the graphs needs to know of the pattern. */
export class PreparedPattern {
  readonly fits: TypeFits;
  /** Starts with the rarest name. */
  readonly fastest: Plan;
  /** Starts with the first name: the order of placements depends on nothing but the pattern and the crystal. */
  readonly asWritten: Plan;
  private told: readonly Telling[] | undefined;

  /** @param pattern of `checkedPattern` */
  constructor(
    readonly graphs: QuotientGraphs,
    readonly pattern: Pattern,
  ) {
    this.fits = new TypeFits(graphs.siteTypes, pattern);
    this.fastest = planOf(pattern, this.frequencies());
    this.asWritten = planOf(pattern, [0, ...pattern.sites.slice(1).map(() => 1)]);
  }

  /** All ways to tell a placement, with the part of 1 that each counts. */
  get tellings(): readonly Telling[] {
    if (this.told === undefined) {
      const depths = depthsOf(this.fastest);
      const exchanges = automorphisms(this.pattern);
      this.told = exchanges.map((names) => ({
        depths: names.map((name) => depths[name]!),
        part: 1 / exchanges.length,
      }));
    }
    return this.told;
  }

  /** In how many crystals the types of each name occur, summed. */
  private frequencies(): number[] {
    const { postings } = this.graphs;
    return this.pattern.sites.map((_, name) =>
      this.fits.typesOf(name).reduce((sum, type) => sum + postings.countWith(type), 0),
    );
  }
}

/** Counts in one crystal at a time: a count is finished before another one of the same search begins. */
export class PatternSearch {
  private readonly walk: Walk;
  private counterOfAll: PlacementCounter | undefined;

  /** Crystals may be added to the graphs later. @param prepared can be shared by searches that alternate */
  constructor(
    private readonly graphs: QuotientGraphs,
    readonly pattern: Pattern,
    private readonly prepared = new PreparedPattern(graphs, pattern),
  ) {
    this.walk = new Walk(graphs, prepared.fits, prepared.fastest, Number.POSITIVE_INFINITY);
  }

  private get counter(): PlacementCounter {
    this.counterOfAll ??= new PlacementCounter(this.graphs, this.prepared.fits, this.pattern);
    return this.counterOfAll;
  }

  /** Crystals that may hold the pattern, ascending; all others do not. Null comes between slices of work. */
  candidates(): Generator<null, CrystalIndex[]> {
    return candidatesOf(this.pattern, this.prepared.fits, this.graphs.postings, this.graphs.length);
  }

  /** Whether the infinite crystal holds the pattern. It takes as long as it takes: `matches` can be interrupted. */
  holds(crystal: CrystalIndex): boolean {
    this.walk.begin(crystal);
    return this.walk.advance() === 'found';
  }

  /** Those of the crystals that hold the pattern, and null between slices of work. */
  *matches(crystals: Iterable<CrystalIndex>): Generator<CrystalIndex | null, void> {
    const walk = this.newWalk(this.prepared.fastest);
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
    return (yield* this.figures(crystal, { count: true, names: [], connections: [] })).count!;
  }

  /**
   * Several figures of a primitive cell at once: placements that have to be gone through are gone through once.
   *
   * `byNode` and `byStep` say in how many placements a node has a name, a step is a connection. Where names can be exchanged,
   * each of the ways to tell a placement counts with the same part of 1, so that nothing depends on the choice of cell.
   */
  *figures(crystal: CrystalIndex, asked: AskedFigures): Generator<null, Figures> {
    const { graphs, counter } = this;
    counter.begin(crystal);
    let count = asked.count ? yield* counter.count() : 0;
    const byNode: (Float64Array | null)[] = [];
    for (const name of asked.names) byNode.push(yield* counter.byNode(name));
    const byStep: (Float64Array | null)[] = [];
    for (const [from, to] of asked.connections) byStep.push(yield* counter.byStep(from, to));

    const nodes = byNode.map((known) => (known === null ? new Float64Array(graphs.nodeCount(crystal)) : null));
    const steps = byStep.map((known) => (known === null ? new Float64Array(graphs.stepCount(crystal)) : null));
    const isTold = [...nodes, ...steps].some((counts) => counts !== null);
    if (count === null || isTold) {
      let found = 0;
      const walk = this.newWalk(this.prepared.fastest);
      const tellings = isTold ? this.prepared.tellings : [];
      const first = graphs.firstStepOf(crystal);
      for (const isFound of this.each(walk, crystal)) {
        if (!isFound) {
          yield null;
          continue;
        }
        found++;
        for (const { depths, part } of tellings) {
          for (const [i, counts] of nodes.entries()) {
            if (counts !== null) counts[walk.nodeAt(depths[asked.names[i]!]!)]! += part;
          }
          for (const [i, counts] of steps.entries()) {
            const [from, to] = asked.connections[i]!;
            if (counts !== null) counts[walk.stepBetween(depths[from]!, depths[to]!) - first]! += part;
          }
        }
      }
      count ??= found;
    }
    const { [crystal]: cells } = graphs.primitiveCells.data;
    const perCell = (known: Float64Array | null, told: Float64Array | null) => (known ?? told)!.map((n) => n / cells!);
    return {
      count: asked.count ? count / cells! : null,
      byNode: byNode.map((known, i) => perCell(known, nodes[i]!)),
      byStep: byStep.map((known, i) => perCell(known, steps[i]!)),
    };
  }

  /** Each placement in the cell of the file once, always in the same order, and null between slices of work. */
  *placements(crystal: CrystalIndex): Generator<Placement | null, void> {
    const { graphs, pattern } = this;
    const walk = this.newWalk(this.prepared.asWritten);
    const depths = depthsOf(this.prepared.asWritten);
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
    return new Walk(this.graphs, this.prepared.fits, plan, STEPS_OF_A_SLICE);
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
