/** The nets that polyhedra of one kind make, in words. */
import type { Connection, ConnectionKind, MotifAnalysis, Net } from '../analysis.js';
import { componentsOf } from '../dimensionality.js';
import type { Polyhedra } from './polyhedra.js';
import {
  frameworksText,
  list,
  numberWord,
  orientedNets,
  plural,
  rangeWords,
  spanText,
  withSubscripts,
} from './words.js';

/** The firmest first. */
const KINDS: readonly ConnectionKind[] = ['face', 'edge', 'corner'];

/** What is shared with how many others, and the nets that come of it. */
export interface Sharing {
  readonly kind: ConnectionKind;
  /** Of all polyhedra of the kind: the fewest and the most others that one shares with. */
  readonly least: number;
  readonly most: number;
}

/** How many of `others` each of `some` shares corners, edges, faces with; the firmest kind first. */
export function sharingsOf(connections: readonly Connection[], some: Polyhedra, others: Polyhedra): Sharing[] {
  const there = new Set(others.sites.map(({ site }) => site));
  return KINDS.flatMap((kind) => {
    const counts = new Map(some.sites.map(({ site }) => [site, 0]));
    const count = (from: Connection['from'], to: Connection['to']) => {
      const known = counts.get(from);
      if (known !== undefined && there.has(to)) counts.set(from, known + 1);
    };
    for (const connection of connections) {
      if (connection.kind !== kind) continue;
      count(connection.from, connection.to);
      count(connection.to, connection.from);
    }
    const most = Math.max(...counts.values());
    return most === 0 ? [] : [{ kind, least: Math.min(...counts.values()), most }];
  });
}

/** `edges with two others (in chains along c) and corners with eight (joining the chains into a framework, Ti–O–Ti 131°)`. */
export function ownSharingText({ connections, axes }: MotifAnalysis, polyhedra: Polyhedra): string | null {
  const own = new Set(polyhedra.sites.map(({ site }) => site));
  const inside = connections.filter(({ from, to }) => own.has(from) && own.has(to));
  const sharings = sharingsOf(inside, polyhedra, polyhedra);
  if (sharings.length === 0) return null;
  const parts: string[] = [];
  let before: Nets | null = null;
  let kinds: ConnectionKind[] = [];
  for (const { kind, least, most } of sharings) {
    kinds = [...kinds, kind];
    const edges = inside.filter((connection) => kinds.includes(connection.kind));
    const nets = new Nets(componentsOf([...own], edges, axes), edges);
    const noun = before !== null ? '' : most === 1 ? ' other' : ' others';
    const change = before === null ? `in ${nets.text()}` : nets.joins(before);
    const remarks = [change, kind === 'corner' ? anglesText(polyhedra, inside) : ''].filter((text) => text !== '');
    parts.push(
      `${sharedText(kind, most)} with ${rangeWords(least, most)}${noun}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`,
    );
    before = nets;
  }
  return list(parts);
}

/** `Ti–O–Ti 131°`: at the corners that polyhedra with one kind of ligand share. */
function anglesText({ centre, ligands }: Polyhedra, inside: readonly Connection[]): string {
  if (ligands.length > 1) return '';
  const angles = inside.flatMap(({ kind, anglesInDegrees }) => (kind === 'corner' ? anglesInDegrees : []));
  const name = withSubscripts(centre);
  return `${name}–${ligands[0]}–${name} ${spanText(angles, 0)}°`;
}

/** `a corner`, `edges`: what is shared with that many others. */
export function sharedText(kind: ConnectionKind, others: number): string {
  return others === 1 ? `${kind === 'edge' ? 'an' : 'a'} ${kind}` : `${kind}s`;
}

/** Nets of polyhedra: those that are connected at all. */
class Nets {
  private readonly nets: readonly Net[];
  private readonly dimensionality: number;

  constructor(components: readonly Net[], edges: readonly Connection[]) {
    const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const nets = components.filter(({ sites }) => connected.has(sites[0]!));
    this.dimensionality = nets[0]?.dimensionality ?? 0;
    this.nets = nets.filter(({ dimensionality }) => dimensionality === this.dimensionality);
    this.isRing =
      this.dimensionality === 0 &&
      this.nets.every(({ sites }) => sites.length > 2 && sites.every((site) => degreeOf(site, edges) === 2));
  }

  private readonly isRing: boolean;

  /** `chains along c`, `pairs`, `a framework`. */
  text(): string {
    if (this.dimensionality === 3) return frameworksText(this.nets);
    if (this.dimensionality > 0) return orientedNets(this.nets);
    const sizes = [...new Set(this.nets.map(({ sites }) => sites.length))].sort((a, b) => a - b);
    if (sizes.length === 1 && sizes[0] === 2) return 'pairs';
    return `${plural(this.noun())} of ${list(sizes.map(numberWord))}`;
  }

  /** What sharing more did to the nets that were there before. */
  joins(before: Nets): string {
    const whole = plural(before.noun());
    if (this.dimensionality > before.dimensionality) return `joining the ${whole} into ${this.text()}`;
    if (this.nets.length === before.nets.length) return '';
    if (this.dimensionality === 3) return 'joining the frameworks';
    const larger = ['larger', 'wider', 'thicker'][this.dimensionality]!;
    return `joining the ${whole} into ${larger} ones`;
  }

  private noun(): string {
    if (this.dimensionality > 0) return ['chain', 'sheet', 'framework'][this.dimensionality - 1]!;
    if (this.isRing) return 'ring';
    return this.nets.every(({ sites }) => sites.length === 2) ? 'pair' : 'group';
  }
}

function degreeOf(site: number, edges: readonly Connection[]): number {
  return edges.reduce((sum, { from, to }) => sum + Number(from === site) + Number(to === site), 0);
}
