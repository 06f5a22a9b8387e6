/**
 * Sites whose ligands are a matter of choice. With cut-offs a little smaller or larger, or by CrystalNN, they would be others;
 * or the bonds are so graded that Hoppe's effective coordination number leaves a third of the ligands out. So it is with lone
 * pairs (Sn in SnSe), double bonds (Mo in α-MoO₃) and small cations in large holes (Li in Li₇La₃Zr₂O₁₂).
 */
import type { Atoms } from '../crystal/copies.js';
import type { LikelyNeighbours } from './crystalnn/likely-neighbours.js';
import {
  ANGLE_CUTOFF,
  atomsBehind,
  type CutOffs,
  DISTANCE_CUTOFF,
  DISTANCE_LIMIT,
  ligandFacets,
  neighbourGroups,
} from './neighbour-set.js';
import type { VoronoiCell } from './voronoi.js';

/** How far both cut-offs are moved; nothing counts beyond the limit of distances. */
const MARGIN = 0.05;

/** Of the coordination number. */
const SMALLEST_EFFECTIVE_PART = 2 / 3;

const MOVED: readonly CutOffs[] = [DISTANCE_CUTOFF - MARGIN, DISTANCE_LIMIT].flatMap((distance) =>
  [ANGLE_CUTOFF - MARGIN, ANGLE_CUTOFF + MARGIN].map((angle) => ({ distance, angle })),
);

/**
 * @param ligands of the cation whose Voronoi cell this is, as they were chosen
 * @param effectiveCoordinationNumber of these ligands
 * @param signs 1 cation, −1 anion, 0 neither
 * @param likely the cation's neighbours by CrystalNN
 */
export function isAmbiguous(
  ligands: Atoms,
  effectiveCoordinationNumber: number | null,
  cell: VoronoiCell,
  signs: Int8Array,
  likely: LikelyNeighbours,
): boolean {
  if ((effectiveCoordinationNumber ?? 0) < SMALLEST_EFFECTIVE_PART * ligands.sites.length) return true;
  const chosen = keysOf(ligands, signs, ligands.sites.length);
  if (!areSame(chosen, keysOf(likely, signs, likely.coordinationNumber))) return true;
  const groups = neighbourGroups(cell);
  return MOVED.some((cutOffs) => {
    const other = atomsBehind(cell, ligandFacets(cell, signs, cutOffs, groups));
    return !areSame(chosen, keysOf(other, signs, other.sites.length));
  });
}

/** The anions among the first atoms. */
function keysOf({ sites, images }: Atoms, signs: Int8Array, count: number): Set<string> {
  const keys = new Set<string>();
  for (let i = 0; i < count; i++) {
    if (signs[sites[i]!]! < 0) keys.add(`${sites[i]} ${images[3 * i]} ${images[3 * i + 1]} ${images[3 * i + 2]}`);
  }
  return keys;
}

function areSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}
