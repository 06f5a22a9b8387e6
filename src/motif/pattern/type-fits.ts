/** Which site types fit which names of a pattern. */
import { LRUCache } from 'lru-cache';
import { typeFits } from './criteria.js';
import type { Pattern, SiteCriteria } from './pattern.js';
import type { SiteTypeIndex, SiteTypes } from './site-types.js';

export class TypeFits {
  /** For each site type, a bit for each name of the pattern. Complete up to the last `update`. */
  masks = new Uint8Array(0);

  constructor(
    private readonly types: SiteTypes,
    private readonly pattern: Pattern,
  ) {
    this.update();
  }

  /** Takes in the types that crystals have brought since. */
  update(): void {
    if (this.masks.length === this.types.length) return;
    const masks = new Uint8Array(this.types.length);
    for (const [name, criteria] of this.pattern.sites.entries()) {
      const fitting = typesThatFit(this.types, criteria);
      for (let type = 0; type < masks.length; type++) masks[type]! |= fitting[type]! << name;
    }
    this.masks = masks;
  }

  /** @param name position in the pattern */
  typesOf(name: number): SiteTypeIndex[] {
    const types: SiteTypeIndex[] = [];
    for (let type = 0; type < this.masks.length; type++) if (this.fits(type, name)) types.push(type as SiteTypeIndex);
    return types;
  }

  fits(type: number, name: number): boolean {
    return (this.masks[type]! & (1 << name)) !== 0;
  }
}

/** Criteria whose types are kept: patterns differ in ranges of values, and share polyhedra. */
const KEPT_CRITERIA = 100;

const KEPT = new WeakMap<SiteTypes, LRUCache<string, Uint8Array>>();

/** A byte for each type, 1 where all criteria fit but the ranges of values that vary within a type. */
function typesThatFit(types: SiteTypes, criteria: SiteCriteria): Uint8Array {
  const kept = KEPT.get(types) ?? new LRUCache<string, Uint8Array>({ max: KEPT_CRITERIA });
  KEPT.set(types, kept);
  const { elements, geometries, motifs, ligands, coordinationNumber } = criteria;
  const key = JSON.stringify([elements, geometries, motifs, ligands, coordinationNumber]);
  const known = kept.get(key);
  if (known?.length === types.length) return known;
  const fitting = new Uint8Array(types.length);
  fitting.set(known ?? []);
  for (let type = known?.length ?? 0; type < fitting.length; type++) {
    fitting[type] = typeFits(criteria, types.at(type)) ? 1 : 0;
  }
  kept.set(key, fitting);
  return fitting;
}
