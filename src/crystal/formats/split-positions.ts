/**
 * Positions of which only one at a time can be occupied, since they are too close: one atom that is split over several
 * places, or two elements that replace each other somewhat apart.
 *
 * Non-metals are settled here: what a polyhedron has as a ligand must be one atom. So are metals within a few tenths of an
 * ångström. Farther apart (Na1 and Na2 of NaxCoO2, 1.6 Å), each place is a site with surroundings of its own: the analysis
 * keeps both (`motif/exclusion.ts`). Hydrogen is left where it is: half atoms on both sides of a hydrogen bond are the
 * structure.
 */
import { covalentRadiusOf } from '../covalent-radii.js';
import type { AtomicNumber, Occupation, ReadWarning } from '../crystal.js';
import { HYDROGEN, isNonMetal } from '../element-groups.js';
import { symbolOf } from '../elements.js';
import { FULL_OCCUPANCY, meanStateOf, occupancyOf, occupationFrom, SHARED_OCCUPANCY } from '../occupation.js';
import { gridOf, neighboursWithin } from '../periodic/atom-grid.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import { fractionText, scaledTo } from './occupancy.js';
import { Refused, warning } from './refused.js';

/** Å. Places nearer than this are looked at first: N and O that replace each other, before what either is bonded to. */
const CLOSEST = 0.6;
/** Å. Metals nearer than this are one atom; so are places that are as good as one, in whose middle it is put. */
const ONE_ATOM = 1;
/** Å. Hydrogen nearer than this. */
const ONE_HYDROGEN = 0.4;
/** Sums of covalent radii: non-metals nearer than this are not bonded, but one atom (O–O 0.99 Å; O₂ has 1.21 Å). */
const NOT_BONDED = 0.75;
/** Å. A metal and a non-metal share a place where they are nearer; farther apart (Na or H₂O in a zeolite) both stay. */
const UNLIKE_ONE_PLACE = 0.1;
/** Sums of covalent radii: nearer than this no two atoms are, whatever they are. */
const IMPOSSIBLE = 0.5;
/** Å; above all of these distances. */
const REACH = 2.6;
/** Å. Two ways to one place that end apart by more lead to two images of it. */
const SAME_PLACE = 1e-3;

interface Member {
  readonly site: number;
  /** From the first member, Å. */
  readonly offset: readonly number[];
}

/** The draft with one site for each cluster of places. Throws DISORDERED where they contradict each other. */
export function withSettledPositions(draft: Draft): {
  readonly draft: Draft;
  readonly warnings: readonly ReadWarning[];
} {
  if (draft.occupations === undefined) return { draft, warnings: [] };
  const first = new Settler(draft, draft.occupations, CLOSEST).settle();
  const second = new Settler(first.draft, first.draft.occupations!, REACH).settle();
  return { draft: second.draft, warnings: [...first.warnings, ...second.warnings] };
}

class Settler {
  private readonly occupancies: readonly number[];
  private readonly links: readonly { readonly to: number; readonly vector: readonly number[] }[][];
  private readonly told = new Map<string, ReadWarning>();

  constructor(
    private readonly draft: Draft,
    private readonly occupations: readonly Occupation[],
    /** Å. */
    private readonly reach: number,
  ) {
    this.occupancies = occupations.map(occupancyOf);
    this.links = this.linksOf();
  }

  settle(): { draft: Draft; warnings: readonly ReadWarning[] } {
    const { draft } = this;
    const left = new Map<number, { readonly occupation: Occupation; readonly shift: readonly number[] }>();
    const gone = new Set<number>();
    const seen = new Set<number>();
    this.links.forEach((own, site) => {
      if (own.length === 0 || seen.has(site)) return;
      const members = this.cluster(site);
      for (const member of members ?? []) seen.add(member.site);
      const settled = members && this.settled(members);
      if (settled === null) return;
      left.set(settled.site, settled);
      for (const member of members!) if (member.site !== settled.site) gone.add(member.site);
    });
    if (left.size === 0) return { draft, warnings: [] };
    const kept = draft.labels.map((_, site) => site).filter((site) => !gone.has(site));
    const occupations = kept.map((site) => left.get(site)?.occupation ?? this.occupations[site]!);
    const toFractional = inverse(draft.lattice);
    return {
      draft: {
        ...draft,
        atomicNumbers: occupations.map(([first]) => first!.z),
        oxidationStates: occupations.map(meanStateOf),
        occupations,
        fractional: kept.flatMap((site) => {
          const shift = rowsTimesMatrix(left.get(site)?.shift ?? [0, 0, 0], toFractional);
          return [0, 1, 2].map((k) => draft.fractional[3 * site + k]! + shift[k]!);
        }),
        labels: kept.map((site) => draft.labels[site]!),
        ...(draft.lines && { lines: kept.map((site) => draft.lines![site]!) }),
      },
      warnings: [...this.told.values()],
    };
  }

  /** Pairs of partly occupied places that are one atom, from either end. */
  private linksOf() {
    const { draft, occupancies } = this;
    const links: { to: number; vector: readonly number[] }[][] = draft.labels.map(() => []);
    const isPartial = (site: number) => occupancies[site]! < 1 - FULL_OCCUPANCY;
    if (!occupancies.some((_, site) => isPartial(site))) return links;
    const grid = gridOf({ lattice: draft.lattice, fractional: Float64Array.from(draft.fractional) });
    for (let site = 0; site < links.length; site++) {
      if (!isPartial(site)) continue;
      const { count, sites, vectors, distances } = neighboursWithin(grid, site, this.reach);
      for (let i = 0; i < count; i++) {
        const [other, distance] = [sites[i]!, distances[i]!];
        const fits = occupancies[site]! + occupancies[other]! <= 1 + SHARED_OCCUPANCY;
        if (fits && distance < this.oneAtom(site, other)) {
          links[site]!.push({ to: other, vector: [...vectors.subarray(3 * i, 3 * i + 3)] });
        } else if (!fits && distance < this.impossible(site, other)) {
          throw this.refused(site, other, distance, `their occupancies sum to more than 1`);
        }
      }
    }
    return links;
  }

  /** Å. */
  private oneAtom(site: number, other: number): number {
    const [z, w] = [this.draft.atomicNumbers[site]!, this.draft.atomicNumbers[other]!];
    if (z === HYDROGEN || w === HYDROGEN) return ONE_HYDROGEN;
    if (isNonMetal(z) !== isNonMetal(w)) return UNLIKE_ONE_PLACE;
    return isNonMetal(z) ? NOT_BONDED * (covalentRadiusOf(z) + covalentRadiusOf(w)) : ONE_ATOM;
  }

  /** Å; of hydrogen what holds of all crystals is enough. */
  private impossible(site: number, other: number): number {
    const [z, w] = [this.draft.atomicNumbers[site]!, this.draft.atomicNumbers[other]!];
    return z === HYDROGEN || w === HYDROGEN ? 0 : IMPOSSIBLE * (covalentRadiusOf(z) + covalentRadiusOf(w));
  }

  /** All places that hang together with one; null where they go on without end, as chains of places do. */
  private cluster(first: number): Member[] | null {
    const members = new Map<number, Member>([[first, { site: first, offset: [0, 0, 0] }]]);
    for (const { site, offset } of members.values()) {
      for (const { to, vector } of this.links[site]!) {
        const reached = vector.map((x, k) => x + offset[k]!);
        const known = members.get(to);
        if (known === undefined) members.set(to, { site: to, offset: reached });
        else if (between(known.offset, reached) > SAME_PLACE) return this.unsettled(first, to);
      }
    }
    return [...members.values()];
  }

  /** The one site that the places become; null where they stay as they are. */
  private settled(members: readonly Member[]) {
    const { occupancies, draft } = this;
    const total = members.reduce((sum, { site }) => sum + occupancies[site]!, 0);
    const most = Math.max(...members.map(({ site }) => occupancies[site]!));
    const largest = members.filter(({ site }) => occupancies[site]! > most - 1e-6);
    const [chosen] = largest as [Member];
    const spread = Math.max(...largest.map(({ offset }) => between(offset, chosen.offset)));
    const other = members.find((member) => member !== chosen)!;
    if (total > 1 + SHARED_OCCUPANCY || spread > ONE_ATOM) return this.unsettled(chosen.site, other.site);
    const mean = [0, 1, 2].map((k) => largest.reduce((sum, { offset }) => sum + offset[k]!, 0) / largest.length);
    const occupants = occupationFrom(members.flatMap(({ site }) => this.occupations[site]!));
    const labels = [...new Set(members.map(({ site }) => draft.labels[site]!))];
    const farthest = Math.max(...members.map(({ offset }) => between(offset, chosen.offset)));
    const where = largest.length > 1 ? 'in their middle' : `at ${draft.labels[chosen.site]}, the most occupied`;
    const parts = members.map(({ site }) => fractionText(occupancies[site]!)).join(' + ');
    const what =
      labels.length > 1
        ? `Sites ${labels.join(', ')} are up to ${farthest.toFixed(2)} Å apart`
        : `Places of site ${labels[0]} are ${farthest.toFixed(2)} Å apart`;
    const key = labels.toSorted().join();
    if (!this.told.has(key)) {
      const message = `${what} and exclude each other; they count as one site ${where}, with their occupancies added (${parts}).`;
      this.told.set(key, warning(message, draft.lines?.[chosen.site]));
    }
    return {
      site: chosen.site,
      occupation: total > 1 ? scaledTo(1, occupants) : occupants,
      shift: mean.map((x, k) => x - chosen.offset[k]!),
    };
  }

  /** Metals that can't be told apart so simply stay where they are: the analysis knows that they exclude each other. */
  private unsettled(site: number, other: number): null {
    if ([site, other].every((one) => !isNonMetal(this.draft.atomicNumbers[one]!) || this.isHydrogen(one))) return null;
    const { vector } = this.links[site]!.find(({ to }) => to === other) ?? this.links[site]![0]!;
    throw this.refused(site, other, Math.hypot(...vector), 'nothing tells which of them are occupied together');
  }

  private isHydrogen(site: number): boolean {
    return this.draft.atomicNumbers[site] === HYDROGEN;
  }

  private refused(site: number, other: number, distance: number, reason: string): Refused {
    const { labels, lines } = this.draft;
    const name = (one: number) =>
      `${symbolOf(this.draft.atomicNumbers[one] as AtomicNumber)} (${labels[one]}, occupancy ${fractionText(this.occupancies[one]!)})`;
    return new Refused(
      'DISORDERED',
      `${name(site)} and ${name(other)} are ${distance.toFixed(2)} Å apart, too close to be occupied at once, and ${reason}; an ordered model is needed.`,
      lines?.[other],
    );
  }
}

function between(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
}
