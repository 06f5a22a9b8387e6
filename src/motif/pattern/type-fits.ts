/** Which site types fit which names of a pattern. */
import { typeFits } from './criteria.js';
import type { Pattern } from './pattern.js';
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
    const known = this.masks.length;
    if (known === this.types.length) return;
    const masks = new Uint8Array(this.types.length);
    masks.set(this.masks);
    for (let type = known; type < masks.length; type++) masks[type] = this.maskOf(type);
    this.masks = masks;
  }

  /** @param name position in the pattern */
  typesOf(name: number): SiteTypeIndex[] {
    return Array.from(this.masks.keys()).filter((type) => this.fits(type, name)) as SiteTypeIndex[];
  }

  fits(type: number, name: number): boolean {
    return (this.masks[type]! & (1 << name)) !== 0;
  }

  private maskOf(index: number): number {
    const type = this.types.at(index);
    return this.pattern.sites.reduce((mask, criteria, name) => mask | (typeFits(criteria, type) ? 1 << name : 0), 0);
  }
}
