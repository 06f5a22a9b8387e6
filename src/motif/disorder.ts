/** What an analysis says of sites that several elements share, or that are partly empty. */
import type { Crystal } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { chargeOf, NOMINAL } from '../crystal/mixed-ions.js';
import { FULL_OCCUPANCY, isWhole, occupancyAt, occupationAt } from '../crystal/occupation.js';
import type { MotifSite, SiteOccupant } from './analysis.js';
import type { Coordination } from './coordination.js';
import type { ExclusivePair } from './exclusion.js';

/** Digits of fractions: occupancies have no more. */
const DIGITS = 4;

/** Elementary charges of a cell. */
const NOTABLE_CHARGE = 0.01;

/** undefined for one whole atom. */
export function occupantsOf(crystal: Crystal, site: number): readonly SiteOccupant[] | undefined {
  if (crystal.disorder === undefined) return undefined;
  const occupation = occupationAt(crystal, site);
  if (isWhole(occupation)) return undefined;
  return occupation.map(({ z, fraction }) => ({ element: symbolOf(z), fraction: rounded(fraction) }));
}

/** @param position of the site among the cations */
export function disorderOfSite(
  crystal: Crystal,
  site: number,
  { starts, sites }: Coordination,
  position: number,
): Pick<MotifSite, 'occupants' | 'averageCoordinationNumber'> {
  if (crystal.disorder === undefined) return {};
  const occupants = occupantsOf(crystal, site);
  const ligands = sites.subarray(starts[position]!, starts[position + 1]!);
  const average = ligands.reduce((sum, ligand) => sum + occupancyAt(crystal, ligand), 0);
  return {
    ...(occupants && { occupants }),
    ...(average < ligands.length - FULL_OCCUPANCY && { averageCoordinationNumber: rounded(average) }),
  };
}

export function warningsOfDisorder(crystal: Crystal, pairs: readonly ExclusivePair[]): string[] {
  const { disorder, labels, oxidationStates } = crystal;
  if (disorder === undefined) return [];
  const warnings: string[] = [];
  const charge = oxidationStates && chargeOf(crystal, oxidationStates);
  if (charge !== undefined && Math.abs(charge.total) > NOTABLE_CHARGE && Math.abs(charge.relative) <= NOMINAL) {
    warnings.push(
      `The oxidation states of the file leave the cell with a charge of ${Number(charge.total.toFixed(2))}: they are nominal.`,
    );
  }
  const told = new Set<string>();
  for (const { site, other, distance } of [...pairs].sort((a, b) => a.distance - b.distance)) {
    const names = [...new Set([labels[site]!, labels[other]!])].sort();
    const key = names.join();
    if (told.has(key)) continue;
    told.add(key);
    const who = names.length === 1 ? `Places of ${names[0]}` : names.join(' and ');
    warnings.push(
      `${who} ${distance.toFixed(2)} Å apart exclude each other: only one of both is occupied at a time, and their polyhedra are not counted as connected.`,
    );
  }
  warnings.push('The crystal is disordered: predictions are made of ordered crystals alone.');
  return warnings;
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}
