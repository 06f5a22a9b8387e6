/** What people write for elements, geometries and motifs, in the notation of the graph. */
import { atomicNumberOf, symbolOf } from '../crystal/elements.js';
import { parseFormula } from '../crystal/parse-formula.js';
import { geometries, geometryOf } from './geometries.js';
import { formatMotif, type MotifType, parseMotif } from './motif-type.js';
import { elementOfName, geometryOfName } from './suggestions.js';

/** `Ti` of `Ti` and `titanium`; undefined for what is no element. */
export function elementMeant(text: string): string | undefined {
  const symbol = text.trim();
  return atomicNumberOf(symbol) === undefined ? elementOfName(symbol) : symbol;
}

/** `O:6` of `O:6`, `octahedra`, `OC-6`; undefined for what is no geometry. */
export function geometryMeant(text: string): string | undefined {
  const symbol = text.trim();
  return geometryOf(symbol) === undefined ? geometryOfName(symbol) : symbol;
}

/**
 * Ids of the motifs that a text means: `Ti-O:6[O6]` is `Ti-O:6`, and `MnO6` stands for manganese with six ligands of oxygen
 * in each geometry. What is neither is left as it is.
 */
export function motifIds(text: string): string[] {
  const type = parseMotif(text.trim());
  if (type !== null) return [formatMotif(type)];
  const parsed = parseFormula(text);
  const [centre, ...ligands] = parsed.ok ? [...parsed.composition] : [];
  if (centre === undefined || centre[1] !== 1 || ligands.length === 0) return [text];
  const number = ligands.reduce((sum, [, count]) => sum + count, 0);
  const rest: Omit<MotifType, 'geometry'> = {
    centres: [symbolOf(centre[0])],
    ligands: new Map(ligands.map(([z, count]) => [symbolOf(z), count])),
  };
  const likely = geometries.filter(({ coordinationNumber }) => coordinationNumber === number);
  return likely.length === 0 ? [text] : likely.map(({ symbol }) => formatMotif({ ...rest, geometry: symbol }));
}
