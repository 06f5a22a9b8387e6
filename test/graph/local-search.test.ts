/** What the embedded engine keeps in memory, loaded page by page from a graph that stands still, fails, or changes. */
import { describe, expect, it } from 'vitest';
import type { Parameters, Row } from '../../src/graph/engine.js';
import { LocalSearch } from '../../src/graph/local-search.js';

const CRYSTALS = 1000;

/** A crystal for each direction of a circle; `turn` stands for what the graph was changed by. */
class Graph {
  turn = 0;
  readonly asked: string[] = [];
  beforePage: (page: number) => void = () => {};

  read = async (name: string, blanks: object, { after, limit }: Parameters): Promise<Row[]> => {
    this.beforePage(this.asked.push(`${name} ${Object.values(blanks)}`) - 1);
    await Promise.resolve();
    return Array.from({ length: CRYSTALS }, (_, i) => ({ id: `c${String(i).padStart(4, '0')}`, i }))
      .filter(({ id }) => id > String(after))
      .slice(0, Number(limit))
      .map(({ id, i }) => {
        const angle = (2 * Math.PI * i) / CRYSTALS + this.turn;
        return name === 'vectors/all'
          ? { id, vector: JSON.stringify([Math.cos(angle), Math.sin(angle)]) }
          : { id, motifId: i % 2 === 0 ? `m${this.turn}` : null, fraction: i / CRYSTALS };
      });
  };
}

describe('vectors in memory', () => {
  it('are those of all pages', async () => {
    const search = new LocalSearch(new Graph().read);
    const found = await search.nearestTo('framework', 'c0999', 3);
    expect(found?.map(({ id }) => id)).toEqual(['c0999', 'c0000', 'c0998']);
    expect(await search.motifOverlap([{ id: 'm0', fraction: 1 }], 2)).toEqual([
      { id: 'c0998', overlap: 0.998 },
      { id: 'c0996', overlap: 0.996 },
    ]);
  });

  it('are loaded once for all who ask at once', async () => {
    const graph = new Graph();
    const search = new LocalSearch(graph.read);
    const one = search.nearestTo('framework', 'c0000', 1);
    const other = search.nearest('framework', [1, 0], 1);
    expect((await one)![0]!.id).toBe((await other)[0]!.id);
    const pages = graph.asked.length;
    await search.nearestTo('framework', 'c0500', 1);
    expect(graph.asked).toHaveLength(pages);
  });

  it('are all of one state of a graph that changes meanwhile', async () => {
    const graph = new Graph();
    const search = new LocalSearch(graph.read);
    graph.beforePage = (page) => {
      if (page !== 1) return;
      graph.turn = 1;
      search.changed();
    };
    // With the first page of before, c0000 would lie in another direction from the rest.
    const [nearest, next] = (await search.nearest('framework', [Math.cos(1), Math.sin(1)], 3))!;
    expect(nearest!.id).toBe('c0000');
    expect(nearest!.cosine).toBeCloseTo(1, 6);
    expect(next!.cosine).toBeCloseTo(Math.cos((2 * Math.PI) / CRYSTALS), 6);
    graph.beforePage = () => {};
    graph.turn = 2;
    search.changed();
    expect(await search.motifOverlap([{ id: 'm1', fraction: 1 }], 2)).toEqual([]);
  });

  it('are asked for again after a failure', async () => {
    const graph = new Graph();
    const search = new LocalSearch(graph.read);
    graph.beforePage = () => {
      throw new Error('gone');
    };
    await expect(search.nearestTo('framework', 'c0000', 1)).rejects.toThrow('gone');
    graph.beforePage = () => {};
    expect((await search.nearestTo('framework', 'c0000', 1))![0]!.id).toBe('c0000');
  });
});
