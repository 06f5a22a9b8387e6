import { expect, test } from 'vitest';
import { CrystalTally } from '../../src/graph/projection/crystal-tally.js';
import { RowSet, type RowSource } from '../../src/graph/projection/row-set.js';
import { inSteps } from '../../src/graph/turns.js';

/** Sites of crystals, some of which have none; a site has no value, one, or two. */
const CRYSTAL_OF_SITE = [0, 0, 0, 2, 3, 3, 3, 3, 5];
const VALUES = [[1], [1], [2], [], [1, 2], [2], [4], [], [1]];
const MULTIPLICITIES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const CRYSTALS = 7;

const source: RowSource = {
  crystalOf: (row) => CRYSTAL_OF_SITE[row]!,
  numbers: () => () => {},
  key: () => ({
    size: 6,
    textOf: String,
    codesOf: (row, emit) => {
      for (const code of VALUES[row]!) emit(code);
    },
  }),
};

function sitesOf(chosen: Uint8Array): RowSet {
  const rows = Uint32Array.from(CRYSTAL_OF_SITE.flatMap((crystal, site) => (chosen[crystal] ? [site] : [])));
  return new RowSet(
    source,
    rows,
    Float64Array.from(rows, (row) => MULTIPLICITIES[row]!),
  );
}

test('values of the sites of chosen crystals are counted as they are site by site', async () => {
  const all = sitesOf(new Uint8Array(CRYSTALS).fill(1));
  const tally = await inSteps(CrystalTally.of(all, 'value', CRYSTALS));
  for (let choice = 0; choice < 2 ** CRYSTALS; choice++) {
    const chosen = Uint8Array.from({ length: CRYSTALS }, (_, crystal) => (choice >> crystal) & 1);
    expect(await inSteps(tally.ofChosen(chosen))).toEqual(await sitesOf(chosen).tally('value'));
  }
  expect(await inSteps(tally.ofChosen(Uint8Array.of(1, 0, 0, 1, 0, 0, 0)))).toEqual([
    { key: '1', count: 19, crystals: 2 },
    { key: '2', count: 52, crystals: 2 },
    { key: '4', count: 64, crystals: 1 },
  ]);
});
