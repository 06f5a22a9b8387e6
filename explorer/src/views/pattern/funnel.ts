/** How a pattern narrows the crystals: with each polyhedron, and with the criteria of the crystal. */
import { KIND_NAMES } from '../../parts/glyphs.js';
import { type Connection, criteriaKey, type Drawing, partOf, polyhedronAt, together } from './model.js';
import { nounOf, numberWord, ordinalWord, withArticle } from './words.js';

export interface Step {
  readonly drawing: Drawing;
  /** A formula that the words begin with. */
  readonly formula: string | null;
  readonly words: string;
}

/** One step for each polyhedron that hangs together with the first; like ones come first. */
export function steps(drawing: Drawing): readonly Step[] {
  const order = growing(drawing);
  return order.map((label, index) => {
    const part = partOf(drawing, order.slice(0, index + 1));
    const noun = nounOf(polyhedronAt(drawing, label)!);
    if (index === 0) return { drawing: part, formula: noun.formula, words: noun.many };
    return { drawing: part, ...wordsOf(part) };
  });
}

/** Each is connected to an earlier one, those with the criteria of the first one before others. */
function growing(drawing: Drawing): readonly number[] {
  const reachable = together(drawing);
  const first = reachable[0];
  if (first === undefined) return [];
  const kindOf = (label: number) => criteriaKey(polyhedronAt(drawing, label)!);
  const order = [first];
  while (order.length < reachable.length) {
    const next = reachable.filter((label) => !order.includes(label) && bonds(drawing, label, order).length > 0);
    const like = next.filter((label) => kindOf(label) === kindOf(first));
    order.push((like.length > 0 ? like : next)[0]!);
  }
  return order;
}

function bonds({ connections }: Drawing, label: number, others: readonly number[]): readonly Connection[] {
  return connections.filter(
    ({ from, to }) => (from === label && others.includes(to)) || (to === label && others.includes(from)),
  );
}

/** What the last polyhedron of a part adds to it. */
function wordsOf(part: Drawing): { readonly formula: string | null; readonly words: string } {
  const labels = part.polyhedra.map(({ label }) => label);
  const last = part.polyhedra.at(-1)!;
  const own = bonds(part, last.label, labels);
  const areAlike = part.polyhedra.every((polyhedron) => criteriaKey(polyhedron) === criteriaKey(last));
  const count = labels.length;
  const what = kindWord(own);
  if (areAlike && count === 2) return plain(what === null ? 'two connected' : `two share ${withArticle(what)}`);
  if (areAlike && isRing(part)) return plain(`${numberWord(count)} in a ring`);
  if (areAlike && own.length === 1)
    return plain(
      what === null
        ? `${withArticle(ordinalWord(count))} one`
        : `${withArticle(ordinalWord(count))} at ${withArticle(what)}`,
    );
  if (areAlike) return plain(`${withArticle(ordinalWord(count))} on ${numberWord(own.length)} of them`);
  const { formula, one } = nounOf(last);
  const place =
    own.length === count - 1 && count > 2
      ? own.length === 2
        ? 'on both'
        : `on all ${numberWord(own.length)}`
      : own.length > 1
        ? `on ${numberWord(own.length)} of them`
        : what === null
          ? 'connected'
          : `at ${withArticle(what)}`;
  return formula === null ? plain(`${withArticle(one)} ${place}`) : { formula, words: `${one} ${place}` };
}

function plain(words: string) {
  return { formula: null, words };
}

/** The kind that all of them have, as a word. */
function kindWord(connections: readonly Connection[]): string | null {
  const kinds = new Set(connections.map(({ kinds }) => (kinds.length === 1 ? kinds[0]! : null)));
  const [kind] = kinds;
  return kinds.size === 1 && kind != null ? KIND_NAMES[kind].one : null;
}

export function isRing({ polyhedra, connections }: Drawing): boolean {
  return (
    polyhedra.length > 2 &&
    connections.length === polyhedra.length &&
    polyhedra.every(({ label }) => connections.filter(({ from, to }) => from === label || to === label).length === 2)
  );
}
