/** What is the same in many crystals: element, geometry and ligands of a polyhedron. Each combination is stored once. */
import type { GeometrySymbol } from '../analysis.js';
import type { MotifId } from '../motif-type.js';
import type { SiteTypeRow } from './connectivity-of.js';

/** Number of a site type, in the order in which they were met. */
export type SiteTypeIndex = number & { readonly __brand: 'SiteTypeIndex' };

export interface SiteType {
  /** Of several elements at the centre the most frequent. */
  readonly atomicNumber: number;
  /** All of them. */
  readonly centres: readonly number[];
  readonly coordinationNumber: number;
  /** null where no reference polyhedron has the coordination number. */
  readonly geometry: GeometrySymbol | null;
  readonly motif: MotifId | null;
  /** Atomic numbers, ascending, each once. */
  readonly ligands: readonly number[];
}

export class SiteTypes {
  private readonly types: SiteType[] = [];
  private readonly indices = new Map<string, SiteTypeIndex>();

  get length(): number {
    return this.types.length;
  }

  indexOf(row: SiteTypeRow): SiteTypeIndex {
    const key = JSON.stringify(row);
    let index = this.indices.get(key);
    if (index === undefined) {
      index = this.types.length as SiteTypeIndex;
      const [atomicNumber, coordinationNumber, geometry, motif, ligands, centres = [atomicNumber]] = row;
      this.types.push({ atomicNumber, centres, coordinationNumber, geometry, motif, ligands });
      this.indices.set(key, index);
    }
    return index;
  }

  at(index: SiteTypeIndex | number): SiteType {
    return this.types[index]!;
  }
}
