/**
 * Ids of everything that has an identity, each unique in the whole graph, by their forms:
 *
 *     mp-2657                   a crystal, or a structure that was refused; never with a slash
 *     mp-2657/0                 a motif site: crystal and orbit
 *     mp-2657/bandGap           a prediction: crystal and property
 *     Ti-O:6                    a motif; no crystal gets such an id
 *     element/Ti, geometry/O:6, spaceGroup/No.136
 */
import { PROPERTIES, type Property, shownAs } from '../amdnet/properties.js';
import { parseMotif } from '../motif/motif-type.js';

export type NodeName =
  | { readonly type: 'Crystal'; readonly id: string }
  | { readonly type: 'Motif'; readonly id: string }
  | { readonly type: 'MotifSite'; readonly id: string }
  | { readonly type: 'Prediction'; readonly crystalId: string; readonly property: Property }
  | { readonly type: 'Element'; readonly symbol: string }
  | { readonly type: 'Geometry'; readonly symbol: string }
  | { readonly type: 'SpaceGroup'; readonly number: number };

/** A number alone would be that of a site. */
const SPACE_GROUP = 'spaceGroup/No.';
const SPACE_GROUPS = 230;

export function elementNodeId(symbol: string): string {
  return `element/${symbol}`;
}

export function geometryNodeId(symbol: string): string {
  return `geometry/${symbol}`;
}

export function spaceGroupNodeId(number: number): string {
  return `${SPACE_GROUP}${number}`;
}

export function predictionNodeId(crystalId: string, property: Property): string {
  return `${crystalId}/${shownAs(property)}`;
}

function spaceGroupOf(id: string): NodeName | null {
  const number = Number(id.slice(SPACE_GROUP.length));
  const isOne = number >= 1 && number <= SPACE_GROUPS && spaceGroupNodeId(number) === id;
  return isOne ? { type: 'SpaceGroup', number } : null;
}

/** What the id is that of, by its form alone; null where it has none of the forms. */
export function nodeNameOf(id: string): NodeName | null {
  const slash = id.indexOf('/');
  if (slash === -1) return { type: parseMotif(id) === null ? 'Crystal' : 'Motif', id };
  const [owner, name] = [id.slice(0, slash), id.slice(slash + 1)];
  if (/^\d+$/.test(name)) return { type: 'MotifSite', id };
  const property = PROPERTIES.find((candidate) => shownAs(candidate) === name);
  if (property !== undefined) return { type: 'Prediction', crystalId: owner, property };
  switch (owner) {
    case 'element':
      return { type: 'Element', symbol: name };
    case 'geometry':
      return { type: 'Geometry', symbol: name };
    default:
      return spaceGroupOf(id);
  }
}
