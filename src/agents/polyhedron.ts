/** Polyhedra as people name them, as criteria of the API. */
import { parseFormula } from '../crystal/parse-formula.js';
import { parseMotif } from '../motif/motif-type.js';
import { elementMeant, geometryMeant, motifIds } from '../motif/notation.js';
import { elementSuggestion, geometrySuggestion } from '../motif/suggestions.js';
import { AskError } from './ask.js';

/** For descriptions of arguments. */
export const POLYHEDRON_FORMS =
  '"TiO6 octahedra", "TiO6" (any shape), "Ti-O:6" (a motif id), "titanium octahedra" (any ligands), "octahedra" (any centre), "Ti" (any surroundings)';

/** What a polyhedron has to be like, as filters of sites have it. */
export interface PolyhedronCriteria {
  readonly motifs?: readonly string[];
  readonly elements?: readonly string[];
  readonly geometries?: readonly string[];
}

/** @throws AskError for what names no polyhedron */
export function polyhedronMeant(text: string): PolyhedronCriteria {
  const words = text.trim().split(/\s+/);
  const whole = geometryMeant(words.join(' '));
  if (whole !== undefined) return { geometries: [whole] };
  const [centre = '', ...shape] = words;
  return { ...centreMeant(centre, text), ...(shape.length > 0 && { geometries: [shapeMeant(shape.join(' '))] }) };
}

function centreMeant(word: string, text: string): PolyhedronCriteria {
  const element = elementMeant(word);
  if (element !== undefined) return { elements: [element] };
  const motifs = motifIds(word).filter((id) => parseMotif(id) !== null);
  if (motifs.length > 0) return { motifs };
  const parsed = parseFormula(word);
  const hint = parsed.ok ? 'The formula of a polyhedron has one centre and then its ligands: TiO6.' : suggestion(text);
  throw new AskError(`"${text.slice(0, 100)}" names no polyhedron. ${hint} Forms: ${POLYHEDRON_FORMS}.`);
}

function suggestion(text: string): string {
  return elementSuggestion(text.trim()) ?? geometrySuggestion(text.trim()) ?? '';
}

function shapeMeant(text: string): string {
  const found = geometryMeant(text);
  if (found !== undefined) return found;
  throw new AskError(
    `"${text.slice(0, 100)}" is no shape. ${geometrySuggestion(text) ?? 'Shapes are tetrahedron, octahedron, square pyramid, cube and so on.'}`,
  );
}

/**
 * The motif id that a text means, or what the API looks it up by: `Ti-O:6` for `TiO6 octahedra`, and for `titanium octahedra`,
 * whose ligands are then oxygen.
 *
 * @throws AskError
 */
export function motifMeant(text: string): string {
  const { motifs, elements, geometries } = polyhedronMeant(text);
  const [geometry] = geometries ?? [];
  if (elements?.[0] !== undefined && geometry !== undefined) return `${elements[0]}-${geometry}`;
  const fitting = motifs?.filter((id) => geometry === undefined || parseMotif(id)?.geometry === geometry) ?? [];
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length > 1) return text.trim();
  throw new AskError(
    `"${text.slice(0, 100)}" names no motif: give centre, ligands and shape, such as Ti-O:6 or TiO6 octahedra.`,
  );
}
