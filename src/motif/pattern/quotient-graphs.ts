/**
 * The quotient graphs of many crystals by their lattice translations: each polyhedron of the cell is a node, each connection
 * an edge with the translation between its ends. They say exactly what the infinite crystals are, for some 1.5 kB each.
 */
import type { Image, OrbitIndex, SiteIndex } from '../../crystal/crystal.js';
import { kindOf } from '../connectivity.js';
import { CountColumn, RealColumn } from './columns.js';
import type { CrystalConnectivity } from './connectivity-of.js';
import { Postings } from './postings.js';
import { type SiteTypeIndex, SiteTypes } from './site-types.js';
import { Translations } from './translations.js';

/** Number of a crystal in `QuotientGraphs`, in the order in which they were added. */
export type CrystalIndex = number & { readonly __brand: 'CrystalIndex' };

/**
 * Crystal c has the nodes `firstNodes[c]` to `firstNodes[c + 1]`, likewise its polyhedra and classes; node n has the steps
 * `firstSteps[n]` to `firstSteps[n + 1]`, class k the angles `firstAngles[k]` to `firstAngles[k + 1]`. What a node or step
 * names is counted from the first one of its crystal. Crystals can't be removed: whoever asks leaves them out.
 */
export class QuotientGraphs {
  readonly siteTypes = new SiteTypes();
  readonly postings = new Postings();
  readonly translations = new Translations();

  /** Length c + 1. */
  readonly firstNodes = startColumn();
  readonly firstPolyhedra = startColumn();
  readonly firstClasses = startColumn();
  /** Primitive cells in the cell of the file; length c. */
  readonly primitiveCells = new RealColumn();

  /** Of each node, its site in the cell of the file. */
  readonly sites = new CountColumn();
  readonly orbits = new CountColumn();
  /** Of each node, its polyhedron. */
  readonly polyhedra = new CountColumn();
  /** Length n + 1. */
  readonly firstSteps = startColumn();

  /** Of each polyhedron, its site type and its values, NaN for those that do not exist. */
  readonly types = new CountColumn();
  readonly csm = new RealColumn();
  readonly oxidationStates = new RealColumn();
  /** Å. */
  readonly bondLengthMeans = new RealColumn();

  /** Of each step, the node it leads to, the number of its translation, and its class. Each connection is two steps. */
  readonly neighbours = new CountColumn();
  readonly steps = new CountColumn();
  readonly classes = new CountColumn();

  /** Of each class, Å. */
  readonly distances = new RealColumn();
  /** Length k + 1. The ligands that are shared are as many as the angles. */
  readonly firstAngles = startColumn();
  /** Degrees, ascending within a class. */
  readonly angles = new RealColumn();

  /** Crystals. */
  get length(): number {
    return this.primitiveCells.length;
  }

  /** @throws RangeError where a connection spans thousands of cells; nothing is added then. */
  add({ primitiveCells, types, polyhedra, sites, classes, connections }: CrystalConnectivity): CrystalIndex {
    const steps = stepsOf(connections, sites.length / 3, this.translations);
    const crystal = this.length as CrystalIndex;
    const typeIndices = types.map((row) => this.siteTypes.indexOf(row));
    const typeOfNode = (node: number) => typeIndices[polyhedra[sites[3 * node + 2]!]![0]]!;
    for (const [type, csm, oxidationState, bondLengthMean] of polyhedra) {
      this.types.push(typeIndices[type]!);
      this.csm.push(csm ?? Number.NaN);
      this.oxidationStates.push(oxidationState ?? Number.NaN);
      this.bondLengthMeans.push(bondLengthMean ?? Number.NaN);
    }
    for (const [distance, ...angles] of classes) {
      this.distances.push(distance!);
      for (const angle of angles) this.angles.push(angle);
      this.firstAngles.push(this.angles.length);
    }
    for (const [node, own] of steps.entries()) {
      this.sites.push(sites[3 * node]!);
      this.orbits.push(sites[3 * node + 1]!);
      this.polyhedra.push(sites[3 * node + 2]!);
      this.postings.addSite(crystal, typeOfNode(node));
      for (const { to, translation, connectionClass } of own) {
        this.neighbours.push(to);
        this.steps.push(translation);
        this.classes.push(connectionClass);
        const kind = kindOf(classes[connectionClass]!.length - 1);
        this.postings.addConnection(crystal, typeOfNode(node), typeOfNode(to), kind);
      }
      this.firstSteps.push(this.neighbours.length);
    }
    this.firstNodes.push(this.sites.length);
    this.firstPolyhedra.push(this.types.length);
    this.firstClasses.push(this.distances.length);
    this.primitiveCells.push(primitiveCells);
    return crystal;
  }

  nodeCount(crystal: CrystalIndex): number {
    return this.firstNodes.data[crystal + 1]! - this.firstNodes.data[crystal]!;
  }

  siteOf(crystal: CrystalIndex, node: number): SiteIndex {
    return this.sites.data[this.firstNodes.data[crystal]! + node]! as SiteIndex;
  }

  orbitOf(crystal: CrystalIndex, node: number): OrbitIndex {
    return this.orbits.data[this.firstNodes.data[crystal]! + node]! as OrbitIndex;
  }

  /** Number of the polyhedron of a node, in the columns of all polyhedra. */
  polyhedronOf(crystal: CrystalIndex, node: number): number {
    return this.firstPolyhedra.data[crystal]! + this.polyhedra.data[this.firstNodes.data[crystal]! + node]!;
  }

  /** First of the steps of the crystal, in the columns of all steps. */
  firstStepOf(crystal: CrystalIndex): number {
    return this.firstSteps.data[this.firstNodes.data[crystal]!]!;
  }

  stepCount(crystal: CrystalIndex): number {
    return this.firstSteps.data[this.firstNodes.data[crystal + 1]!]! - this.firstStepOf(crystal);
  }

  /**
   * Number of the step from a node to another one, in the columns of all steps; −1 where these two polyhedra are not connected.
   *
   * @param shift code of the translation from the cell of the first to that of the other
   */
  stepBetween(crystal: CrystalIndex, node: number, other: number, shift: number): number {
    const from = this.firstNodes.data[crystal]! + node;
    const end = this.firstSteps.data[from + 1]!;
    const codes = this.translations.codes.data;
    for (let at = this.firstSteps.data[from]!; at < end; at++) {
      if (this.neighbours.data[at] === other && codes[this.steps.data[at]!] === shift) return at;
    }
    return -1;
  }

  /** Number of the class of a step, in the columns of all classes. */
  classOf(crystal: CrystalIndex, step: number): number {
    return this.firstClasses.data[crystal]! + this.classes.data[step]!;
  }

  /** Of a class, by its number in the columns of all classes. */
  sharedLigandsOf(connectionClass: number): number {
    return this.firstAngles.data[connectionClass + 1]! - this.firstAngles.data[connectionClass]!;
  }

  typeOf(crystal: CrystalIndex, node: number): SiteTypeIndex {
    return this.types.data[this.polyhedronOf(crystal, node)]! as SiteTypeIndex;
  }
}

interface Step {
  readonly to: number;
  /** Its number in `Translations`. */
  readonly translation: number;
  readonly connectionClass: number;
}

/** For each node what it sees: its connections from this end. */
function stepsOf(connections: readonly number[], nodes: number, translations: Translations): Step[][] {
  const steps = Array.from({ length: nodes }, (): Step[] => []);
  for (let at = 0; at < connections.length; at += 6) {
    const [from, to, i, j, k, connectionClass] = connections.slice(at, at + 6) as [number, number, ...Image, number];
    steps[from]!.push({ to, translation: translations.numberOf([i, j, k]), connectionClass });
    steps[to]!.push({ to: from, translation: translations.numberOf([-i, -j, -k]), connectionClass });
  }
  return steps;
}

function startColumn(): CountColumn {
  const column = new CountColumn();
  column.push(0);
  return column;
}
