/** Cells that hold the same atoms several times over: supercells, and centred cells. */
import type { Crystal, Image, SiteIndex } from './crystal.js';
import { IntegerLattice } from './integer-lattice.js';
import { faceDistances, intoCell } from './lattice.js';
import { Places } from './periodic/places.js';
import { speciesOf } from './occupation.js';
import { determinant, inverse, rowsTimesMatrix } from './vectors.js';

/** A cell and the smaller one that repeats in it. */
export interface ReducedCell {
  readonly crystal: Crystal;
  /** Its basis vectors in units of those of the given cell, as rows. */
  readonly basis: Float64Array;
  /** For each of its sites, the first site of the given cell that repeats it. */
  readonly sites: readonly SiteIndex[];
  /** For each site of the given cell, the site of the smaller one. */
  readonly siteOf: Int32Array;
  /** Translations of the given cell that repeat the smaller one, in units of its basis vectors; 0 the first. 3 each. */
  readonly translations: Float64Array;
}

const FEW_STEPS = 16;

/** Sites of one kind may repeat each other. */
interface Kinds {
  readonly fractional: Float64Array;
  readonly species: ArrayLike<number>;
}

/** null where no translation but those of the lattice takes all atoms to others of their kind within `tolerance` (Å). */
export function reduceCell(crystal: Crystal, tolerance: number): ReducedCell | null {
  const { fractional, atomicNumbers, lattice } = crystal;
  const count = atomicNumbers.length;
  const kinds: Kinds = { fractional, species: speciesOf(crystal) };
  const faces = faceDistances(lattice);
  const places = Places.of(fractional, [tolerance / faces[0], tolerance / faces[1], tolerance / faces[2]]);
  const classOf = new Int32Array(count).fill(-1);
  const kept: number[] = [];
  const targets: Int32Array[] = [];
  for (const step of candidateSteps(kinds)) {
    const reached = targetsOf(kinds, places, step);
    if (reached === null) continue;
    kept.push(...step);
    targets.push(reached);
  }
  const copies = targets.length;
  if (copies < 2) return null;
  // Exact translations are fractions of their number, which noise hides.
  const steps = kept.map((x) => Math.round(x * copies));
  if (steps.some((x, i) => Math.abs(x / copies - kept[i]!) * faces[i % 3]! > tolerance)) return null;
  const net = new IntegerLattice();
  for (let k = 0; k < 3; k++) net.add([0, 1, 2].map((i) => (i === k ? copies : 0)) as unknown as Image);
  for (let i = 0; i < steps.length; i += 3) net.add([steps[i]!, steps[i + 1]!, steps[i + 2]!]);
  // One atom in `copies` is left, if the translations are a group as they should be.
  if (net.index !== copies ** 2) return null;
  const sites: SiteIndex[] = [];
  for (let site = 0; site < count; site++) {
    if (classOf[site] !== -1) continue;
    for (const reached of targets) {
      if (classOf[reached[site]!] !== -1) return null;
      classOf[reached[site]!] = sites.length;
    }
    sites.push(site as SiteIndex);
  }
  const scale = (determinant(net.basis.flat()) < 0 ? -1 : 1) / copies;
  const basis = Float64Array.from(net.basis.flat(), (x) => x * scale);
  return {
    crystal: smaller(crystal, sites, basis),
    basis,
    sites,
    siteOf: classOf,
    translations: Float64Array.from(steps, (x) => x / copies),
  };
}

/** Whether one of the first few translations that could repeat a smaller cell does: told in no time. */
export function seemsRepeated(crystal: Crystal, tolerance: number): boolean {
  const faces = faceDistances(crystal.lattice);
  const places = Places.of(crystal.fractional, [tolerance / faces[0], tolerance / faces[1], tolerance / faces[2]]);
  const kinds: Kinds = { fractional: crystal.fractional, species: speciesOf(crystal) };
  let tries = 0;
  for (const step of candidateSteps(kinds)) {
    // The first step leads nowhere.
    if (tries++ === 0) continue;
    if (targetsOf(kinds, places, step) !== null) return true;
    if (tries > FEW_STEPS) break;
  }
  return false;
}

/** From the first atom of the rarest kind to all of its kind, itself first. */
function* candidateSteps({ fractional, species }: Kinds): Generator<[number, number, number]> {
  const counts = new Map<number, number>();
  for (let site = 0; site < species.length; site++) counts.set(species[site]!, (counts.get(species[site]!) ?? 0) + 1);
  const [[rarest]] = [...counts].sort(([, a], [, b]) => a - b) as [[number, number]];
  let first = 0;
  while (species[first] !== rarest) first++;
  for (let site = first; site < species.length; site++) {
    if (species[site] !== rarest) continue;
    const step = [0, 1, 2].map((k) => {
      const difference = fractional[3 * site + k]! - fractional[3 * first + k]!;
      return difference - Math.floor(difference + 1e-9);
    });
    yield step as [number, number, number];
  }
}

/** The site that each one is taken to; null when one is taken to none of its kind. */
function targetsOf({ fractional, species }: Kinds, places: Places, step: readonly number[]): Int32Array | null {
  const targets = new Int32Array(species.length);
  const place = new Float64Array(3);
  const miss = new Float64Array(3);
  for (let site = 0; site < targets.length; site++) {
    for (let k = 0; k < 3; k++) place[k] = fractional[3 * site + k]! + step[k]!;
    targets[site] = places.siteAt(place, miss, (other) => species[other] === species[site]);
    if (targets[site] === -1) return null;
  }
  return targets;
}

function smaller(crystal: Crystal, sites: readonly SiteIndex[], basis: Float64Array): Crystal {
  const picked = Float64Array.from(sites.flatMap((site) => [...crystal.fractional.subarray(3 * site, 3 * site + 3)]));
  const fractional = rowsTimesMatrix(picked, inverse(basis)).map(intoCell);
  const { id, labels, atomicNumbers, disorder, provenance } = crystal;
  return {
    id,
    lattice: rowsTimesMatrix(basis, crystal.lattice),
    atomicNumbers: Uint8Array.from(sites, (site) => atomicNumbers[site]!),
    fractional,
    ...(disorder && {
      disorder: { ...disorder, occupationOf: Uint16Array.from(sites, (site) => disorder.occupationOf[site]!) },
    }),
    labels: sites.map((site) => labels[site]!),
    provenance,
  };
}
