/**
 * The projection's tables: crystals, the sites (cation orbits) of each, and what one site of each orbit is connected with.
 * Crystals are appended; one that is replaced gets a new row, and its old one counts no more (`Projection`).
 */

import { atomicFractions, wholeFormulas } from '../../crystal/formula.js';
import { parseFormula } from '../../crystal/parse-formula.js';
import { CountColumn } from '../../motif/pattern/columns.js';
import { type CrystalIndex, QuotientGraphs } from '../../motif/pattern/quotient-graphs.js';
import type { Row } from '../engine.js';
import type { Field, Fields } from '../field.js';
import { netsThatJoin, type Polyhedra } from '../polyhedra.js';
import { MOTIF_SITE } from '../site-tables.js';
import { CRYSTAL } from '../tables.js';
import { Table } from './columns.js';
import { NetTable } from './net-table.js';
import { TextStore } from './texts.js';

/** What the graph holds of a crystal, as the projection reads it. */
export interface ProjectedCrystal {
  /** Without what the engine alone holds: structure and connectivity. */
  readonly properties: Row;
  /** The same as JSON. */
  readonly text: string;
  /** What follows from the record, as `CRYSTAL_FIELDS` has it. */
  readonly derived: Row;
  /** The values of its cation orbits, in their order, field by field of `SITE_FIELDS`. */
  readonly sites: Readonly<Record<string, readonly unknown[]>>;
  readonly polyhedra: Polyhedra;
}

function columnsOf(fields: Fields, others: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries<Field>(fields).filter(([name, { filter, sort }]) => filter || sort || others.includes(name)),
  );
}

/** What lists of crystals are filtered, sorted and counted by. */
export const CRYSTAL_FIELDS = columnsOf({ ...CRYSTAL.fields, ...CRYSTAL.derived }, ['analysisVersion']);

/** What follows from these, for those who compare its values (`comparisons.ts`). */
const COMPARED_FIELDS = {
  cellSiteCount: { column: 'integer', description: 'Sites in the cell of the file, occupied or not.' },
  alphabeticalFormula: {
    column: 'text',
    nullable: true,
    description: 'Reduced formula with elements in alphabetical order, `O2Ti`; null with fractions.',
  },
  descendingFormula: {
    column: 'text',
    nullable: true,
    description: 'Anonymous formula with the largest count first, `A2B`; null with fractions.',
  },
  elementFractions: {
    column: 'texts',
    description: 'Atomic fractions of `elements`, in their order, as numbers in texts.',
  },
  disorder: { column: 'texts', description: '`disorder` where sites are shared or partly empty; otherwise empty.' },
} as const satisfies Fields;

function comparedValues({ properties, polyhedra }: ProjectedCrystal): Row {
  return {
    cellSiteCount: Number(properties['atomCount']) * polyhedra.primitiveCells,
    ...comparedFormulas(String(properties['formula'])),
    disorder: properties['isOrdered'] === true ? [] : ['disorder'],
  };
}

/** Nothing where the formula can't be read: a crystal that older programs wrote must not make all others unavailable. */
function comparedFormulas(formula: string): Row {
  const parsed = parseFormula(formula, 'program');
  if (!parsed.ok) return {};
  const { reduced, anonymous } = wholeFormulas(parsed.composition);
  const fractions = atomicFractions(parsed.composition);
  return {
    alphabeticalFormula: reduced,
    descendingFormula: anonymous,
    elementFractions: Object.keys(fractions)
      .sort()
      .map((symbol) => String(fractions[symbol])),
  };
}

/** Columns that values of crystals can be compared in, and crystals sorted by. */
export type CrystalColumn = keyof typeof CRYSTAL.fields | keyof typeof CRYSTAL.derived | keyof typeof COMPARED_FIELDS;

/** What sites are filtered by, and statistics of motifs are made of. */
export const SITE_FIELDS = columnsOf({ ...MOTIF_SITE.fields, ...MOTIF_SITE.derived }, [
  'bondLengthMin',
  'bondLengthMax',
  'bondLengthVariance',
]);

export class ProjectionTables {
  readonly crystals = new Table({ ...CRYSTAL_FIELDS, ...COMPARED_FIELDS });
  /** JSON. */
  readonly properties = new TextStore();
  readonly graphs = new QuotientGraphs();

  readonly sites = new Table(SITE_FIELDS);
  /** For each site: the row of its crystal. */
  readonly crystalOfSite = new CountColumn();
  /** For each crystal: its first site. */
  private readonly firstSites = new CountColumn();

  /** For each connection that one site of an orbit sees: rows of the sites, what is shared, number of such partners. */
  readonly from = new CountColumn();
  readonly to = new CountColumn();
  readonly sharings = new CountColumn();
  readonly counts = new CountColumn();

  readonly nets = new NetTable();

  append(projected: ProjectedCrystal): void {
    const { properties, text, derived, sites, polyhedra } = projected;
    const crystal = this.crystals.length;
    this.firstSites.push(this.sites.length);
    this.crystals.append({ ...properties, ...derived, ...comparedValues(projected) });
    this.properties.append(text);
    this.sites.appendColumns(sites);
    while (this.crystalOfSite.length < this.sites.length) this.crystalOfSite.push(crystal);
    this.appendConnections(this.graphs.add(polyhedra));
    this.nets.append(netsThatJoin(polyhedra).map(({ net }) => net));
  }

  /** Equivalent sites see the same, so that the first one of each orbit speaks for all. */
  private appendConnections(crystal: CrystalIndex): void {
    const { graphs } = this;
    const begin = graphs.firstNodes.data[crystal]!;
    const nodes = graphs.nodeCount(crystal);
    const orbits = this.orbitsOf(crystal);
    const rowOf = this.siteRowsOf(crystal);
    for (let node = 0; node < nodes; node++) {
      if (orbits.indexOf(orbits[node]!) < node) continue;
      const partners = new Map<string, { readonly to: number; readonly sharing: number; count: number }>();
      for (let step = graphs.firstSteps.data[begin + node]!; step < graphs.firstSteps.data[begin + node + 1]!; step++) {
        const to = rowOf(graphs.neighbours.data[step]!);
        const sharing = graphs.firstClasses.data[crystal]! + graphs.classes.data[step]!;
        const known = partners.get(`${to} ${sharing}`);
        if (known === undefined) partners.set(`${to} ${sharing}`, { to, sharing, count: 1 });
        else known.count++;
      }
      for (const { to, sharing, count } of partners.values()) {
        this.from.push(rowOf(node));
        this.to.push(to);
        this.sharings.push(sharing);
        this.counts.push(count);
      }
    }
  }

  /** The row of its first site; those of the others follow. */
  firstSiteOf(crystal: number): number {
    return this.firstSites.at(crystal);
  }

  /** Index of the symmetry orbit among those of the crystal, anions included. */
  orbitOfSite(row: number): number {
    const crystal = this.crystalOfSite.at(row);
    return distinct(this.orbitsOf(crystal as CrystalIndex))[row - this.firstSites.at(crystal)]!;
  }

  /** For each node of the crystal, the row of its site. */
  siteRowsOf(crystal: CrystalIndex): (node: number) => number {
    const orbits = this.orbitsOf(crystal);
    const firstSite = this.firstSites.at(crystal);
    const ordinals = new Map(distinct(orbits).map((orbit, ordinal) => [orbit, ordinal]));
    return (node) => firstSite + ordinals.get(orbits[node]!)!;
  }

  private orbitsOf(crystal: CrystalIndex): number[] {
    return Array.from({ length: this.graphs.nodeCount(crystal) }, (_, node) => this.graphs.orbitOf(crystal, node));
  }
}

function distinct(orbits: readonly number[]): number[] {
  return [...new Set(orbits)].sort((a, b) => a - b);
}
