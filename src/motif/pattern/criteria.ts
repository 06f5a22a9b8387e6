/** Criteria of a pattern, made ready to be compared with quotient graphs. */
import { symbolOf } from '../../crystal/elements.js';
import { CONNECTION_KINDS } from '../analysis.js';
import type { ConnectionCriteria, Range, SiteCriteria } from './pattern.js';
import type { QuotientGraphs } from './quotient-graphs.js';
import type { SiteType } from './site-types.js';

/** Whether polyhedra of this type can fit: all criteria but the ranges of values that vary within a type. */
export function typeFits(criteria: SiteCriteria, type: SiteType): boolean {
  const { elements, geometries, motifs, ligands, coordinationNumber } = criteria;
  return (
    (elements === undefined || type.centres.some((centre) => elements.includes(symbolOf(centre)))) &&
    (geometries === undefined || (type.geometry !== null && geometries.includes(type.geometry))) &&
    (motifs === undefined || (type.motif !== null && motifs.includes(type.motif))) &&
    (ligands === undefined || type.ligands.every((ligand) => ligands.includes(symbolOf(ligand)))) &&
    (coordinationNumber === undefined || new Limits(coordinationNumber).include(type.coordinationNumber))
  );
}

/** NaN is in no range. */
export class Limits {
  private readonly min: number;
  private readonly max: number;

  constructor({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Range) {
    this.min = min;
    this.max = max;
  }

  include(value: number): boolean {
    return value >= this.min && value <= this.max;
  }
}

/** The values of one polyhedron. */
export class ValueTest {
  private readonly csm: Limits | null;
  private readonly oxidationState: Limits | null;
  private readonly bondLengthMean: Limits | null;

  constructor({ csm, oxidationState, bondLengthMean }: SiteCriteria) {
    this.csm = limitsOf(csm);
    this.oxidationState = limitsOf(oxidationState);
    this.bondLengthMean = limitsOf(bondLengthMean);
  }

  /** @param polyhedron its number in the columns of all polyhedra */
  fits(graphs: QuotientGraphs, polyhedron: number): boolean {
    return (
      (this.csm === null || this.csm.include(graphs.csm.data[polyhedron]!)) &&
      (this.oxidationState === null || this.oxidationState.include(graphs.oxidationStates.data[polyhedron]!)) &&
      (this.bondLengthMean === null || this.bondLengthMean.include(graphs.bondLengthMeans.data[polyhedron]!))
    );
  }
}

/** All that is asked of the connection between two polyhedra. */
export class ConnectionTest {
  private readonly tests: readonly ClassTest[];

  constructor(criteria: readonly ConnectionCriteria[]) {
    this.tests = criteria.map((one) => new ClassTest(one));
  }

  /** @param connectionClass its number in the columns of all classes */
  fits(graphs: QuotientGraphs, connectionClass: number): boolean {
    for (let i = 0; i < this.tests.length; i++) if (!this.tests[i]!.fits(graphs, connectionClass)) return false;
    return true;
  }
}

class ClassTest {
  /** By the number of shared ligands, three standing for more. */
  private readonly kinds: readonly boolean[];
  private readonly sharedLigands: Limits | null;
  private readonly distance: Limits | null;
  private readonly angle: Limits | null;

  constructor({ kinds, sharedLigands, distance, angle }: ConnectionCriteria) {
    this.kinds = [false, ...CONNECTION_KINDS.map((kind) => kinds === undefined || kinds.includes(kind))];
    this.sharedLigands = limitsOf(sharedLigands);
    this.distance = limitsOf(distance);
    this.angle = limitsOf(angle);
  }

  fits(graphs: QuotientGraphs, connectionClass: number): boolean {
    const begin = graphs.firstAngles.data[connectionClass]!;
    const end = graphs.firstAngles.data[connectionClass + 1]!;
    if (!this.kinds[Math.min(end - begin, CONNECTION_KINDS.length)]) return false;
    if (this.sharedLigands !== null && !this.sharedLigands.include(end - begin)) return false;
    if (this.distance !== null && !this.distance.include(graphs.distances.data[connectionClass]!)) return false;
    if (this.angle === null) return true;
    for (let i = begin; i < end; i++) if (this.angle.include(graphs.angles.data[i]!)) return true;
    return false;
  }
}

function limitsOf(range: Range | undefined): Limits | null {
  return range === undefined ? null : new Limits(range);
}
