/** Names of motifs, from their ids. */

interface MotifParts {
  /** `Ti`; of a mixed centre all elements, `Mn,Ni`. */
  readonly centre: string;
  /** ChemEnv's symbol, `O:6`. */
  readonly geometry: string;
  /** Ligands with counts, `O6`, `F2O4`. */
  readonly ligands: string;
}

/** Centre, shape and ligands of a motif's id: `Ti-O:6` (all ligands oxygen), `Ti-O:6[F2O4]`. */
export function partsOf(id: string): MotifParts {
  const [, centre = id, geometry = '', , count = '', listed] = /^(.+?)-(([A-Z]\w*):(\d+))(?:\[(.+)\])?$/.exec(id) ?? [];
  return { centre, geometry, ligands: listed ?? (count === '' ? '' : `O${count === '1' ? '' : count}`) };
}

/** `TiO6`, `(Mn,Ni)O6`. */
export function motifFormula(id: string): string {
  const { centre, ligands } = partsOf(id);
  return `${centre.includes(',') ? `(${centre})` : centre}${ligands}`;
}
