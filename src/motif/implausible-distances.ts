/**
 * Distances that no crystal has: atoms far nearer than their sizes allow, bonds that would carry far more than their ion's
 * charge. A cell in the wrong unit, a lost symmetry or a slipped digit makes such structures; they are told, not refused.
 *
 * Known bonds keep clear of both limits. The shortest in terms of covalent radii are those of uranyl (U=O 1.76 Å, 0.67 of
 * the sum) and triple bonds (N≡N 1.10 Å, 0.77). A bond carries about as much as its cation has, at most.
 */
import { bondValenceLength, distanceOfValence } from '../crystal/bond-valence.js';
import { covalentRadiusOf } from '../crystal/covalent-radii.js';
import type { Crystal } from '../crystal/crystal.js';
import { HYDROGEN } from '../crystal/element-groups.js';
import { symbolOf } from '../crystal/elements.js';
import { type AtomGrid, atomsWithin } from '../crystal/periodic/atom-grid.js';

/** Of the sum of covalent radii. */
const SHORTEST = 0.6;

/** Of the charge of the cation, for bonds that are as short as this part of the sum of radii: states of non-metals are guesses. */
const LARGEST_VALENCE = 2;
const SHORT_FOR_A_VALENCE = 0.75;

/** Pairs of elements that are named. */
const MOST_NAMED = 3;

interface Pair {
  readonly site: number;
  readonly other: number;
  /** Å. */
  readonly distance: number;
  /** The distance as a part of the shortest one that is plausible. */
  readonly part: number;
}

/**
 * Sentences, one for each pair of elements, the worst first; the nearest pair of atoms stands for all.
 *
 * @param originalOf for each site the one whose surroundings are the same, turned: these alone are looked at
 */
export function implausibleDistances(
  crystal: Pick<Crystal, 'atomicNumbers' | 'labels'>,
  oxidationStates: ArrayLike<number> | null,
  originalOf: ArrayLike<number>,
  grid: AtomGrid,
): string[] {
  const { atomicNumbers } = crystal;
  const limits = new Limits(atomicNumbers, oxidationStates);
  const worst = new Map<string, Pair>();
  for (let site = 0; site < atomicNumbers.length; site++) {
    if (originalOf[site] !== site) continue;
    const { count, sites, distances } = atomsWithin(grid, site, [0, 0, 0], limits.reachOf(site));
    for (let i = 0; i < count; i++) {
      const other = sites[i]!;
      const distance = distances[i]!;
      const part = distance / limits.between(site, other);
      const key = [symbolOf(atomicNumbers[site]!), symbolOf(atomicNumbers[other]!)].sort().join(' ');
      if (part < (worst.get(key)?.part ?? 1)) worst.set(key, { site, other, distance, part });
    }
  }
  const pairs = [...worst.values()].sort((a, b) => a.part - b.part);
  const others = pairs.length - MOST_NAMED;
  return [
    ...pairs.slice(0, MOST_NAMED).map((pair) => textOf(crystal, pair)),
    ...(others > 0 ? [`Atoms of ${others} more pairs of elements are implausibly near each other.`] : []),
  ];
}

/** The shortest plausible distances, Å; those of pairs that come near each other are found once for each pair of kinds. */
class Limits {
  private readonly known = new Map<string, number>();
  private readonly largestRadius: number;

  constructor(
    private readonly atomicNumbers: Uint8Array,
    private readonly oxidationStates: ArrayLike<number> | null,
  ) {
    this.largestRadius = Math.max(...[...new Set(atomicNumbers)].map(covalentRadiusOf));
  }

  between(site: number, other: number): number {
    const [one, two] = [this.kindOf(site), this.kindOf(other)];
    const key = `${one.atomicNumber} ${one.state} ${two.atomicNumber} ${two.state}`;
    const limit = this.known.get(key) ?? shortestPlausible(one, two);
    this.known.set(key, limit);
    return limit;
  }

  /** No limit between the site and any atom is larger. */
  reachOf(site: number): number {
    return SHORT_FOR_A_VALENCE * (covalentRadiusOf(this.atomicNumbers[site]!) + this.largestRadius);
  }

  private kindOf(site: number): Kind {
    return { atomicNumber: this.atomicNumbers[site]!, state: this.oxidationStates?.[site] ?? null };
  }
}

interface Kind {
  readonly atomicNumber: number;
  readonly state: number | null;
}

function shortestPlausible(one: Kind, other: Kind): number {
  const radii = covalentRadiusOf(one.atomicNumber) + covalentRadiusOf(other.atomicNumber);
  const bySize = SHORTEST * radii;
  if ((one.state ?? 0) * (other.state ?? 0) >= 0) return bySize;
  const [cation, anion] = one.state! > 0 ? [one, other] : [other, one];
  const length = bondValenceLength(cation.atomicNumber, cation.state, anion.atomicNumber);
  // X-rays place hydrogen too near its partner, 0.7 Å in place of 0.96 Å: its radius alone counts.
  if (length === null || cation.atomicNumber === HYDROGEN) return bySize;
  const byValence = distanceOfValence(length, LARGEST_VALENCE * Math.max(1, cation.state!));
  return Math.max(bySize, Math.min(byValence, SHORT_FOR_A_VALENCE * radii));
}

function textOf({ atomicNumbers, labels }: Pick<Crystal, 'atomicNumbers' | 'labels'>, pair: Pair): string {
  const { site, other, distance } = pair;
  const name = (atom: number) => {
    const symbol = symbolOf(atomicNumbers[atom]!);
    return labels[atom] === symbol || labels[atom] === '' ? symbol : `${symbol} (${labels[atom]})`;
  };
  const limit = (distance / pair.part).toFixed(2);
  return `${name(site)} and ${name(other)} are ${distance.toFixed(2)} Å apart, which is implausible: such atoms are hardly ever nearer than ${limit} Å. Check the cell and the coordinates.`;
}
