/**
 * Motif types: what is at the centre, the reference polyhedron around it, and its ligands, whatever the compound.
 *
 *     id      = centres "-" geometry [ "[" ligands "]" ]      Ti-O:6   Ti-O:6[F2O4]   Co,Mn,Ni-O:6
 *     centres = element { "," element }                       alphabetical; several share the position
 *     ligands = element [ count ] { element [ count ] }       alphabetical; left out where all of them are oxygen
 */
import { atomicNumberOf } from '../crystal/elements.js';

/** IUPAC-like symbol of a reference polyhedron, such as `O:6` (Waroquiers 2017). */
export type GeometrySymbol = string;

/** `Ti-O:6`. Made by `formatMotif`, or checked by `parseMotif`. */
export type MotifId = string & { readonly __brand: 'MotifId' };

export interface MotifType {
  /** Elements at the centre, alphabetical. */
  readonly centres: readonly string[];
  readonly geometry: GeometrySymbol;
  /** How many ligands of each element, alphabetical. */
  readonly ligands: ReadonlyMap<string, number>;
}

const OXYGEN = 'O';
const ID = /^([A-Z][a-z]?(?:,[A-Z][a-z]?)*)-([A-Z]\w*:(\d+))(?:\[((?:[A-Z][a-z]?\d*)+)\])?$/;
const LIGAND = /([A-Z][a-z]?)(\d*)/g;

export function formatMotif({ centres, geometry, ligands }: MotifType): MotifId {
  const onlyOxygen = ligands.size === 1 && ligands.has(OXYGEN);
  return `${[...centres].sort().join()}-${geometry}${onlyOxygen ? '' : `[${ligandFormula(ligands)}]`}` as MotifId;
}

/** `F2O4`: alphabetical. */
export function ligandFormula(ligands: MotifType['ligands']): string {
  return [...ligands]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, count]) => element + (count === 1 ? '' : count))
    .join('');
}

/** null where the text is no id of a motif; whether there is such a geometry is not looked at. */
export function parseMotif(id: string): MotifType | null {
  const [matched, centres, geometry, coordinationNumber, formula] = ID.exec(id) ?? [];
  if (matched === undefined) return null;
  const ligands = new Map<string, number>();
  if (formula === undefined) ligands.set(OXYGEN, Number(coordinationNumber));
  else for (const [, element, count] of formula.matchAll(LIGAND)) ligands.set(element!, Number(count || 1));
  const type = { centres: centres!.split(','), geometry: geometry!, ligands };
  return [...type.centres, ...ligands.keys()].every((element) => atomicNumberOf(element) !== undefined) ? type : null;
}

/** For ids that the graph or a learned representation holds. @throws RangeError */
export function motifType(id: string): MotifType {
  const type = parseMotif(id);
  if (type === null) throw new RangeError(`${id} is not the id of a motif`);
  return type;
}
