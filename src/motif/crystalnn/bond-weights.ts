/**
 * How strongly each Voronoi neighbour of a site counts as bonded to it (Pan 2021: H. Pan et al., Inorg. Chem. 60, 1590
 * (2021), doi:10.1021/acs.inorgchem.0c02996; constants: the defaults of its reference implementation in pymatgen).
 */
import { electronegativityOf } from '../../crystal/elements.js';
import type { VoronoiCell } from '../voronoi.js';
import { covalentRadiusOf } from '../../crystal/covalent-radii.js';

/** How much a difference in electronegativity raises a weight: at the largest difference there is, by this factor. */
const ELECTRONEGATIVITY_WEIGHT = 3;
const LARGEST_ELECTRONEGATIVITY_DIFFERENCE = 3.3;

/** A distance beyond the sum of covalent radii starts to lower the weight, and makes it 0; Å. */
const FREE_EXCESS = 0.5;
const LARGEST_EXCESS = 1;

/**
 * The weight of each facet's neighbour, 1 the strongest of the site, 0 not bonded at all; parallel to the cell's lists.
 * Not even the strongest reaches 1 when it is far away.
 */
export function bondWeights(cell: VoronoiCell, site: number, atomicNumbers: Uint8Array): Float64Array {
  const { count, sites, solidAngles, areas, distances } = cell;
  const own = atomicNumbers[site]!;
  const weights = new Float64Array(count);
  let strongest = 0;
  for (let i = 0; i < count; i++) {
    // Ω · Ω / area: without the second factor the wide facets that look into voids and layer gaps would count too much.
    const shape = (solidAngles[i]! * solidAngles[i]!) / areas[i]!;
    const weight = shape * chemicalWeight(own, atomicNumbers[sites[i]!]!);
    weights[i] = weight;
    if (weight > strongest) strongest = weight;
  }
  for (let i = 0; i < count; i++) {
    const contact = covalentRadiusOf(own) + covalentRadiusOf(atomicNumbers[sites[i]!]!);
    weights[i] = (weights[i]! / strongest) * distanceWeight(distances[i]! - contact);
  }
  return weights;
}

/** 1 for equal electronegativities, or where one is unknown; 4 at the largest difference. */
function chemicalWeight(one: number, other: number): number {
  const a = electronegativityOf(one);
  const b = electronegativityOf(other);
  if (a === null || b === null) return 1;
  return 1 + ELECTRONEGATIVITY_WEIGHT * Math.sqrt(Math.abs(a - b) / LARGEST_ELECTRONEGATIVITY_DIFFERENCE);
}

/** A cosine step from 1 to 0. `excess`: of the distance over the sum of radii, Å. */
function distanceWeight(excess: number): number {
  if (excess <= FREE_EXCESS) return 1;
  if (excess >= LARGEST_EXCESS) return 0;
  return (1 + Math.cos((Math.PI * (excess - FREE_EXCESS)) / (LARGEST_EXCESS - FREE_EXCESS))) / 2;
}
