/** Sites whose ligands are a matter of choice, in words. */
import type { MotifSite } from '../analysis.js';
import { centreText } from './polyhedra.js';
import { list, withSubscripts } from './words.js';

/** `Which anions are ligands of Sn is a matter of choice.` Nothing where all ligands are plain. */
export function ambiguityText(
  sites: readonly Pick<MotifSite, 'element' | 'occupants' | 'unit' | 'isAmbiguous'>[],
): string[] {
  const centres = [...new Set(sites.filter(({ isAmbiguous }) => isAmbiguous).map(centreText))];
  const names = centres.map((centre) => {
    const name = withSubscripts(centre);
    return sites.every((site) => centreText(site) !== centre || site.isAmbiguous) ? name : `some ${name}`;
  });
  return names.length === 0 ? [] : [`Which anions are ligands of ${list(names)} is a matter of choice.`];
}
