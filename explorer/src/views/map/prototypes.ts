/** Where prototypes stand on the map: crystals of one formula pattern and space group. */
import type { CrystalData } from './data.js';

export interface Prototype {
  readonly anonymousFormula: string;
  readonly spaceGroup: number;
  readonly count: number;
  /** The middle: half of its crystals stand to each side. */
  readonly x: number;
  readonly y: number;
  /** Half of its crystals stand nearer to the middle. */
  readonly spread: number;
}

const MOST = 160;

/** Those with most crystals, most first. */
export function prototypesOf({ points, anonymousFormula, spaceGroup, ids }: CrystalData): Prototype[] {
  const members = new Map<string, number[]>();
  ids.forEach((_, index) => {
    const key = `${spaceGroup[index]} ${anonymousFormula[index]}`;
    const list = members.get(key);
    if (list === undefined) members.set(key, [index]);
    else list.push(index);
  });
  const least = Math.max(3, ids.length / 2500);
  return [...members.values()]
    .filter((list) => list.length >= least)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST)
    .map((list) => {
      const x = median(list.map((index) => points.x[index]!));
      const y = median(list.map((index) => points.y[index]!));
      return {
        anonymousFormula: anonymousFormula[list[0]!]!,
        spaceGroup: spaceGroup[list[0]!]!,
        count: list.length,
        x,
        y,
        spread: median(list.map((index) => Math.hypot(points.x[index]! - x, points.y[index]! - y))),
      };
    });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
