/** Who occupies a site, in formats that list its occupants with their fractions. */

/** Occupancies this close to 1 are 1: they are rounded, or sums of rounded numbers. */
export const FULL_OCCUPANCY = 1e-3;

export interface Occupant {
  readonly symbol: string;
  readonly occupancy: number;
}

/**
 * The symbol of the one that occupies the site fully; one element in several entries (spin up and spin down) is one.
 * undefined for a mixture, and for a site that is partly empty.
 */
export function onlyOccupant(occupants: readonly Occupant[]): string | undefined {
  const present = occupants.filter(({ occupancy }) => occupancy > FULL_OCCUPANCY);
  const [first] = present;
  const total = present.reduce((sum, { occupancy }) => sum + occupancy, 0);
  const isOne = first !== undefined && present.every(({ symbol }) => symbol === first.symbol);
  return isOne && Math.abs(total - 1) <= FULL_OCCUPANCY ? first.symbol : undefined;
}
