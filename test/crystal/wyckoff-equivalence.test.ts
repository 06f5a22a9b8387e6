import { describe, expect, it } from 'vitest';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { reletterings } from '../../src/crystal/wyckoff-equivalence.js';

/** Letters that change, of each relettering. */
function changes(spaceGroup: number): string[] {
  return reletterings(spaceGroup)
    .map((letters) =>
      [...letters]
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => `${from}${to}`)
        .sort()
        .join(' '),
    )
    .sort();
}

describe('letters that mean the same', () => {
  it('are exchanged one for one, for those of the same multiplicity and site symmetry', () => {
    const moyo = loadMoyo();
    for (let number = 1; number <= 230; number++) {
      const positions = new Map(
        moyo
          .wyckoff_positions(moyo.space_group_type(number).hall_number)
          .map((position) => [position.letter, position] as const),
      );
      for (const letters of reletterings(number)) {
        expect(new Set(letters.values()).size).toBe(positions.size);
        for (const [from, to] of letters) {
          const [a, b] = [positions.get(from)!, positions.get(to)!];
          expect(`${number} ${a.multiplicity} ${order(a.site_symmetry)}`).toBe(
            `${number} ${b.multiplicity} ${order(b.site_symmetry)}`,
          );
        }
      }
    }
  });

  it.each([
    // International Tables A, 3.5: shifts of the origin, and what else maps a group onto itself.
    [225, ['', 'ab ba hi ih']],
    [227, ['', 'ab ba cd dc']],
    [62, ['', 'ab ba']],
    [194, ['', 'cd dc']],
    [230, ['']],
    [136, ['', 'ab ba', 'ab ba fg gf', 'fg gf']],
  ])('in the group %i', (number, expected) => {
    expect(changes(number)).toEqual(expected);
  });

  it('in P-1: the eight centres as points of a space of three dimensions over two elements', () => {
    // 8 shifts times the 168 matrices of GL(3, 2).
    expect(reletterings(2)).toHaveLength(1344);
  });
});

/** Symbols of one site symmetry differ by the directions they name. */
function order(symbol: string): string {
  return [...symbol.replaceAll('.', '')].sort().join('');
}
