/** Who occupies a site, in formats that list its occupants with their fractions. */
import type { AtomicNumber, Occupation } from '../crystal.js';
import { symbolOf } from '../elements.js';
import { FULL_OCCUPANCY, occupancyOf, occupationFrom } from '../occupation.js';
import { Refused } from './refused.js';

/** One entry of the list of a site's occupants. */
export interface StatedOccupant {
  readonly z: AtomicNumber;
  readonly oxidationState: number | undefined;
  readonly fraction: number;
  /** How far the fraction may be off: its standard uncertainty, or what rounding hides. */
  readonly uncertainty: number;
}

/** Uncertainties do not excuse more than this. */
const MOST_TOLERATED = 0.05;

/**
 * The occupation of a site. A sum that is 1 within the uncertainties of its parts is 1.
 *
 * @param site as a message names it: `Site M1`
 * @param line counted from 1, in formats that have lines
 * @throws Refused DISORDERED where fractions are negative, or sum to more than 1
 */
export function occupationOfSite(occupants: readonly StatedOccupant[], site: string, line?: number): Occupation {
  const wrong = occupants.find(({ fraction }) => !(fraction >= 0));
  if (wrong !== undefined) throw new Refused('DISORDERED', `${site} has the occupancy ${wrong.fraction}.`, line);
  const present = occupants.filter(({ fraction }) => fraction > 0);
  const occupation = occupationFrom(
    present.map(({ z, fraction, oxidationState }) => ({
      z,
      fraction,
      ...(oxidationState !== undefined && { oxidationState }),
    })),
  );
  const total = occupancyOf(occupation);
  const uncertainty = present.reduce((sum, one) => sum + one.uncertainty, 0);
  const tolerance = Math.min(MOST_TOLERATED, present.length * FULL_OCCUPANCY + uncertainty) * (1 + 1e-9);
  if (Math.abs(total - 1) <= tolerance) return scaledTo(1, occupation);
  if (total > 1) {
    const parts = occupation.map(({ z, fraction }) => `${symbolOf(z)} ${fractionText(fraction)}`).join(', ');
    const what = occupants.length > 1 ? `its occupancies (${parts}) sum to` : 'its occupancy is';
    throw new Refused(
      'DISORDERED',
      `${site} can't hold more than one atom: ${what} ${fractionText(total)}. Correct the occupancies.`,
      line,
    );
  }
  return occupation;
}

/** The same occupants with fractions that sum to `total`. */
export function scaledTo(total: number, occupation: Occupation): Occupation {
  const factor = total / occupancyOf(occupation);
  return factor === 1 ? occupation : occupation.map((one) => ({ ...one, fraction: one.fraction * factor }));
}

/** At most four digits. */
export function fractionText(fraction: number): string {
  return String(Number(fraction.toFixed(4)));
}

/** 0.67 stands for 0.665 to 0.675; people write 0.6 for 0.600. */
export function roundingOf(text: string): number {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return 0.5 * 10 ** -Math.max(2, decimals);
}
