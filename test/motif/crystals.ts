/** Well-known crystals for tests, and other descriptions of the same crystal. */
import type { Crystal } from '../../src/crystal/crystal.js';
import { inverse, rowsTimesMatrix } from '../../src/crystal/vectors.js';
import type { AnalysisOptions, MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { cellText, cifText, RUTILE, read } from '../crystal/texts.js';
import { normal, type Random, shuffled } from './random.js';

type Cell = Parameters<typeof cellText>;

function crystal(cell: Cell, spaceGroup: string, atoms: string): Crystal {
  return read(cifText({ cell: cellText(...cell), symmetry: `_space_group_name_H-M_alt '${spaceGroup}'`, atoms }))
    .crystal;
}

const cubic = (a: number): Cell => [a, a, a, 90, 90, 90];
const hexagonal = (a: number, c: number): Cell => [a, a, c, 90, 90, 120];

export const crystals = {
  rutile: read(RUTILE).crystal,
  rockSalt: crystal(cubic(4.21), 'F m -3 m', 'Mg1 Mg 0 0 0\nO1 O 0.5 0.5 0.5'),
  caesiumChloride: crystal(cubic(4.12), 'P m -3 m', 'Cs1 Cs 0 0 0\nCl1 Cl 0.5 0.5 0.5'),
  fluorite: crystal(cubic(5.463), 'F m -3 m', 'Ca1 Ca 0 0 0\nF1 F 0.25 0.25 0.25'),
  perovskite: crystal(cubic(3.905), 'P m -3 m', 'Sr1 Sr 0.5 0.5 0.5\nTi1 Ti 0 0 0\nO1 O 0.5 0 0'),
  spinel: crystal(
    cubic(8.08),
    'F d -3 m :2',
    'Mg1 Mg 0.125 0.125 0.125\nAl1 Al 0.5 0.5 0.5\nO1 O 0.2624 0.2624 0.2624',
  ),
  corundum: crystal(hexagonal(4.7589, 12.991), 'R -3 c', 'Al1 Al 0 0 0.35216\nO1 O 0.30624 0 0.25'),
  wurtzite: crystal(
    hexagonal(3.189, 5.186),
    'P 63 m c',
    'Ga1 Ga 0.3333333 0.6666667 0\nN1 N 0.3333333 0.6666667 0.377',
  ),
  molybdenite: crystal(
    hexagonal(3.16, 12.294),
    'P 63/m m c',
    'Mo1 Mo 0.3333333 0.6666667 0.25\nS1 S 0.3333333 0.6666667 0.621',
  ),
  cuprite: crystal(cubic(4.2696), 'P n -3 m :2', 'Cu1 Cu 0 0 0\nO1 O 0.25 0.25 0.25'),
  zircon: crystal(
    [6.607, 6.607, 5.982, 90, 90, 90],
    'I 41/a m d :2',
    'Zr1 Zr 0 0.75 0.125\nSi1 Si 0 0.75 0.625\nO1 O 0 0.0661 0.1953',
  ),
  litharge: crystal([3.975, 3.975, 5.023, 90, 90, 90], 'P 4/n m m :2', 'Pb1 Pb 0.25 0.25 0.2383\nO1 O 0.25 0.75 0'),
  matlockite: crystal(
    [4.11, 4.11, 7.23, 90, 90, 90],
    'P 4/n m m :2',
    'Pb1 Pb 0.25 0.25 0.2058\nCl1 Cl 0.25 0.25 0.6497\nF1 F 0.25 0.75 0',
  ),
} as const;

export function analysisOf(crystalToAnalyse: Crystal, options: AnalysisOptions = {}): MotifAnalysis {
  const result = analyzeMotifs(crystalToAnalyse, options);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.analysis;
}

/** The crystal with other basis vectors and coordinates. */
export function withCoordinates(base: Crystal, lattice: ArrayLike<number>, fractional: ArrayLike<number>): Crystal {
  return { ...base, lattice: Float64Array.from(lattice), fractional: Float64Array.from(fractional) };
}

/** Each atom moved by normal noise of this width, Å. */
export function noisy(base: Crystal, width: number, random: Random): Crystal {
  const moves = Float64Array.from(base.fractional, () => width * normal(random));
  const fractional = rowsTimesMatrix(moves, inverse(base.lattice)).map((x, i) => x + base.fractional[i]!);
  return withCoordinates(base, base.lattice, fractional);
}

export function permuted(base: Crystal, random: Random): Crystal {
  const order = shuffled(
    base.labels.map((_, site) => site),
    random,
  );
  return {
    ...base,
    ...ofSites(base, order),
    labels: order.map((site) => base.labels[site]!),
    fractional: Float64Array.from(order.flatMap((site) => [...base.fractional.subarray(3 * site, 3 * site + 3)])),
  };
}

function ofSites(
  { atomicNumbers, oxidationStates }: Crystal,
  sites: readonly number[],
): Pick<Crystal, 'atomicNumbers' | 'oxidationStates'> {
  return {
    atomicNumbers: Uint8Array.from(sites, (site) => atomicNumbers[site]!),
    ...(oxidationStates && { oxidationStates: Float64Array.from(sites, (site) => oxidationStates[site]!) }),
  };
}

/** `a × b × c` cells as one. */
export function supercell(base: Crystal, repeats: readonly [number, number, number]): Crystal {
  const fractional: number[] = [];
  const sites: number[] = [];
  for (let a = 0; a < repeats[0]; a++) {
    for (let b = 0; b < repeats[1]; b++) {
      for (let c = 0; c < repeats[2]; c++) {
        for (let site = 0; site < base.labels.length; site++) {
          sites.push(site);
          for (let k = 0; k < 3; k++) fractional.push((base.fractional[3 * site + k]! + [a, b, c][k]!) / repeats[k]!);
        }
      }
    }
  }
  return {
    ...base,
    lattice: base.lattice.map((x, i) => x * repeats[Math.floor(i / 3)]!),
    ...ofSites(base, sites),
    labels: sites.map((site) => base.labels[site]!),
    fractional: Float64Array.from(fractional),
  };
}
