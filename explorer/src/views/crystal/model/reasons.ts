/** Features that two crystals have in common, as the API names them, read for people. */

export interface Reason {
  /** Symbol of the shape that it is about, whose outline stands before the words. */
  readonly geometry: string | null;
  readonly motifId: string | null;
  /** Words and, within them, formulas and ions. */
  readonly words: readonly Word[];
  /** True of nearly all crystals that are alike, so that it is told only where little else is. */
  readonly isWeak?: boolean;
}

export type Word =
  | { readonly text: string }
  | { readonly formula: string }
  | { readonly element: string; readonly charge: number }
  | { readonly symmetry: string };

/** Name of a shape by its symbol; `several` of it. */
export type NameShape = (geometry: string, several: boolean) => string;

const NAMES = { corner: ['corner', 'corners'], edge: ['edge', 'edges'], face: ['face', 'faces'] } as const;

/** Null for what says no more than another feature does: coordination numbers beside shapes, presence beside numbers. */
export function reasonOf(feature: string, nameShape: NameShape): Reason | null {
  const about = (geometry: string | null, ...words: Word[]): Reason => ({ geometry, motifId: null, words });
  let match = /^(\w+:\d+): (<?\d+) (corner|edge|face) (\w+:\d+) of (the same|another) element$/.exec(feature);
  if (match !== null) {
    const [, geometry = '', count = '', kind, other = '', whose] = match;
    if (count.startsWith('<')) return null;
    const words = `${count} ${NAMES[kind as keyof typeof NAMES][count === '1' ? 0 : 1]} with ${nameShape(other, true)}`;
    return about(geometry, { text: whose === 'the same' ? `${words} of its element` : words });
  }
  match = /^(\w+:\d+): (\d+) corner, (\d+) edge, (\d+) face$/.exec(feature);
  if (match !== null) {
    const [, geometry = '', ...counts] = match;
    const parts = counts
      .map((count, index) => [count, Object.values(NAMES)[index]![count === '1' ? 0 : 1]] as const)
      .filter(([count]) => count !== '0')
      .map(([count, name]) => `${count} ${name}`);
    return about(geometry, { text: parts.length === 0 ? 'shares nothing' : `${parts.join(', ')} shared` });
  }
  match = /^(\w+:\d+)( at (.+)| of (.+) ligands)?$/.exec(feature);
  if (match !== null) {
    const [, geometry = '', , symmetry, ligands] = match;
    const name = nameShape(geometry, true);
    if (symmetry !== undefined) return about(geometry, { text: `${name} at ` }, { symmetry });
    if (ligands !== undefined) return about(geometry, { text: `${name} of ${ligands} ligands` });
    return { ...about(geometry, { text: name }), isWeak: true };
  }
  match = /^([A-Z][a-z]?) (-?\d+(?:\.\d+)?)([+-])$/.exec(feature);
  if (match !== null) {
    const [, element = '', size, sign] = match;
    return about(null, { element, charge: Number(size) * (sign === '-' ? -1 : 1) });
  }
  if (/^[A-Z][A-Za-z,]*-[A-Z]+:\d+/.test(feature)) return { geometry: null, motifId: feature, words: [] };
  match = /^([A-Z][A-Z\d.]*), \d+ cations? to/.exec(feature);
  if (match !== null) return about(null, { formula: match[1]! });
  match = /^(mean|deviation of) (.+) CN_(\d+)$/.exec(feature);
  if (match !== null) {
    const [, how, what, coordination] = match;
    if (how !== 'mean') return null;
    return about(null, { text: what === 'wt' ? `weight of CN ${coordination}` : `${what}, CN ${coordination}` });
  }
  if (feature === 'order parameters') return { ...about(null, { text: 'regularity of the sites' }), isWeak: true };
  if (/^(CN \d+\b|\w+:\d+: )/.test(feature)) return null;
  return about(null, { text: feature });
}

/** The first few that say different things. */
export function tellingReasons(features: readonly string[], nameShape: NameShape, most: number): readonly Reason[] {
  const seen = new Set<string>();
  const reasons: Reason[] = [];
  for (const feature of features) {
    const reason = reasonOf(feature, nameShape);
    if (reason === null) continue;
    const key = JSON.stringify(reason);
    if (!seen.has(key)) reasons.push(reason);
    seen.add(key);
  }
  const strong = reasons.filter((reason) => !reason.isWeak);
  return (strong.length >= 2 ? strong : reasons).slice(0, most);
}
