import { describe, expect, it } from 'vitest';
import { type LabelRow, LabelTableError, readLabelTable } from '../../src/pipeline/label-table.js';
import { splitAtRandom, withLabels } from '../../src/pipeline/labelled.js';
import { labelsOf } from '../amdnet/examples.js';

const HEADER = 'material_id,formula,band_gap,formation_energy_per_atom,split';
const GOOD = 'a,TiO2,1.5,-3.2,train';
const table = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');

describe('a table of labels', () => {
  it.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\n', '\ufeff'],
  ])('is read with line ends %j behind %j', (end, mark) => {
    const { rows, refused, properties } = readLabelTable(mark + [HEADER, GOOD, 'b,MgO,-0.0,1e-1,val', ''].join(end));
    expect(refused).toEqual([]);
    expect(properties).toEqual(['band_gap', 'formation_energy_per_atom']);
    expect(rows).toEqual([
      { id: 'a', labels: labelsOf({ bandGap: 1.5, formationEnergyPerAtom: -3.2 }), split: 'train' },
      { id: 'b', labels: labelsOf({ bandGap: 0, formationEnergyPerAtom: 0.1 }), split: 'val' },
    ]);
  });

  it.each([
    ['b,MgO,,-3,train', 'band_gap is missing'],
    ['b,MgO, ,-3,train', 'band_gap is missing'],
    ['b,MgO,1.5,,train', 'formation_energy_per_atom is missing'],
    ['b,MgO,wide,-3,train', 'band_gap is not a number: wide'],
    ['b,MgO,NaN,-3,train', 'band_gap is not a number: NaN'],
    ['b,MgO,0x10,-3,train', 'band_gap is not a number: 0x10'],
    ['b,MgO,1.5,Infinity,train', 'formation_energy_per_atom is not a number: Infinity'],
    ['b,MgO,-0.1,-3,train', 'band_gap is out of range: -0.1, not 0 to 25 eV'],
    ['b,MgO,26,-3,train', 'band_gap is out of range: 26, not 0 to 25 eV'],
    ['b,MgO,1.5,-11,train', 'formation_energy_per_atom is out of range: -11, not -10 to 10 eV/atom'],
    ['b,MgO,1e999,-3,train', 'band_gap is out of range: Infinity, not 0 to 25 eV'],
    ['b,MgO,1.5,-3,', 'the split is "", not one of train, val, test'],
    ['b,MgO,1.5,-3,dev', 'the split is "dev", not one of train, val, test'],
    ['b,MgO,1.5,-3', 'it has 4 fields, the header has 5'],
    ['b,MgO,1,5,-3,train', 'it has 6 fields, the header has 5'],
    ['a,MgO,1.5,-3,train', 'line 2 already has this id'],
    [',MgO,1.5,-3,train', 'the id is missing'],
    ['b,MgO,,x,train', 'band_gap is missing; formation_energy_per_atom is not a number: x'],
  ])('refuses the row %j and reads the others', (row, reason) => {
    const { rows, refused } = readLabelTable(table(GOOD, row, 'c,CaO,1,-3,test'));
    expect(refused).toEqual([{ line: 3, id: row.split(',')[0], reason }]);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('may lack a property and the split', () => {
    const { rows, properties } = readLabelTable('id,band_gap\na,1\n');
    expect(properties).toEqual(['band_gap']);
    expect(rows).toEqual([{ id: 'a', labels: labelsOf({ bandGap: 1 }), split: null }]);
  });

  it('has its split in the column that is named', () => {
    const text = 'id,band_gap,split,mine\na,1,train,test\n';
    expect(readLabelTable(text, 'mine').rows[0]!.split).toBe('test');
  });

  it.each([
    ['', 'It is empty.'],
    ['name,band_gap\na,1\n', 'It has no column material_id or id.'],
    ['id,gap\na,1\n', 'It has no column band_gap or formation_energy_per_atom.'],
    ['id,band_gap\n"a,1\n', 'It is not a CSV file: '],
  ])('is refused as a whole: %j', (text, message) => {
    expect(() => readLabelTable(text)).toThrow(LabelTableError);
    expect(() => readLabelTable(text)).toThrow(message);
  });

  it('is refused without the column that is named', () => {
    expect(() => readLabelTable('id,band_gap\na,1\n', 'mine')).toThrow('It has no column mine (--split-column).');
  });
});

describe('the random split', () => {
  const rows = Array.from({ length: 50 }, (_, i): LabelRow => ({ id: `c${i}`, labels: labelsOf({}), split: null }));
  const splits = (some: readonly LabelRow[], seed: number) =>
    new Map(splitAtRandom(some, seed).map(({ id, split }) => [id, split]));

  it('deals out 80, 10 and 10 %', () => {
    const dealt = [...splits(rows, 1).values()];
    expect(['train', 'val', 'test'].map((part) => dealt.filter((split) => split === part).length)).toEqual([40, 5, 5]);
  });

  it('depends on ids and seed alone', () => {
    expect(splits(rows.toReversed(), 1)).toEqual(new Map([...splits(rows, 1)].reverse()));
    expect(splits(rows, 2)).not.toEqual(splits(rows, 1));
  });
});

describe('structures with labels', () => {
  it('tell what has no counterpart', () => {
    const row = (id: string): LabelRow => ({ id, labels: labelsOf({}), split: 'train' });
    const graph = (id: string) => ({ ok: true as const, graph: { id } as never });
    const refusal = { code: 'UNREADABLE' as const, message: 'It is broken.' };
    const found = withLabels(
      [
        graph('a'),
        graph('b'),
        graph('a'),
        { ok: false, id: 'c', refusal },
        { ok: false, id: 'e', refusal },
        graph('e'),
      ],
      [row('a'), row('c'), row('d'), row('e')],
    );
    expect(found.parts.train.map((example) => example.graph.id)).toEqual(['a', 'e']);
    expect(found.withoutRow).toEqual(['b']);
    expect(found.repeated).toEqual(['a']);
    expect(found.refused).toEqual([
      { id: 'c', refusal },
      { id: 'e', refusal },
    ]);
    expect(found.withoutStructure).toEqual(['d']);
  });
});
