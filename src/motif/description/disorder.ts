/** Shared and partly empty sites in words. */
import { FULL_OCCUPANCY, occupancyOf } from '../../crystal/occupation.js';
import type { MotifAnalysis, MotifSite, OrderedModel, Orbit } from '../analysis.js';
import { centreText } from './polyhedra.js';

/** More different sites than this are not told one by one. */
const MOST_TOLD = 6;

/** `It is an ordered model of a disordered crystal: the best of 12 arrangements by electrostatic energy, 0.05 eV/atom below the next.` */
export function orderedModelText({ orderedModel }: Pick<MotifAnalysis, 'orderedModel'>): string[] {
  return orderedModel === undefined ? [] : [`It is an ${orderedModelWords(orderedModel)}.`];
}

/** `ordered model of a disordered crystal: …`. */
export function orderedModelWords({ candidates, cells, lead, rounding }: OrderedModel): string {
  const which = candidates === 1 ? 'the only arrangement' : `the best of ${candidates} arrangements`;
  const size = cells === 1 ? 'the primitive cell' : `${cells} primitive cells`;
  const next =
    lead === null ? '' : `, ${lead < 5e-4 ? 'no more than 0.001' : lead.toFixed(3)} eV an atom below the next one`;
  const rounded = rounding < 5e-4 ? '' : `; fractions are rounded by up to ${rounding.toFixed(3)}`;
  return `ordered model of a disordered crystal: by electrostatic energy ${which} in ${size}${next}${rounded}`;
}

/** `Shared sites: Zr 85 %, Y 15 %. Partly occupied sites: O 96.25 %. On average (Zr,Y) has 7.7 of 8 ligands.` */
export function disorderText({ orbits, sites, isOrdered }: MotifAnalysis): string[] {
  if (isOrdered) return [];
  return [
    ...sentence('Shared sites: ', '; ', orbits.flatMap(mixedText)),
    ...sentence('Partly occupied sites: ', ', ', orbits.flatMap(partialText)),
    ...sentence('On average ', ', ', sites.flatMap(averageText)),
  ];
}

function sentence(begin: string, between: string, texts: readonly string[]): string[] {
  const different = [...new Set(texts)];
  if (different.length === 0) return [];
  const more = different.length - MOST_TOLD;
  return [`${begin}${different.slice(0, MOST_TOLD).join(between)}${more > 0 ? ` and ${more} more` : ''}.`];
}

/** `Ni 77 %, Mn 10 %, Co 10 %, Li 3 %`. */
function mixedText({ occupants = [] }: Orbit): string[] {
  if (occupants.length < 2) return [];
  return [occupants.map(({ element, fraction }) => `${element} ${percent(fraction)}`).join(', ')];
}

/** `Na 45 %`. */
function partialText({ element, occupants }: Orbit): string[] {
  if (occupants === undefined) return [];
  const occupancy = occupancyOf(occupants);
  return occupancy > 1 - FULL_OCCUPANCY ? [] : [`${centreText({ element, occupants })} ${percent(occupancy)}`];
}

/** `(Zr,Y) has 7.7 of 8 ligands`. */
function averageText(site: MotifSite): string[] {
  const { averageCoordinationNumber: average, coordinationNumber } = site;
  if (average === undefined) return [];
  return [`${centreText(site)} has ${Number(average.toFixed(2))} of ${coordinationNumber} ligands`];
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(2))} %`;
}
