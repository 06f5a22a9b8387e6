/** Sites whose ligands are a matter of choice, in words. */
import type { MotifSite } from '../analysis.js';
import { list } from './words.js';

/** `Which anions are ligands of Sn is a matter of choice.` Nothing where all ligands are plain. */
export function ambiguityText(sites: readonly Pick<MotifSite, 'element' | 'isAmbiguous'>[]): string[] {
  const elements = [...new Set(sites.filter(({ isAmbiguous }) => isAmbiguous).map(({ element }) => element))];
  const names = elements.map((element) =>
    sites.every((site) => site.element !== element || site.isAmbiguous) ? element : `some ${element}`,
  );
  return names.length === 0 ? [] : [`Which anions are ligands of ${list(names)} is a matter of choice.`];
}
