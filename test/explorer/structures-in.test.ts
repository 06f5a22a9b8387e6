/** Which structures a file holds. */
import { describe, expect, test } from 'vitest';
import { structuresIn } from '../../explorer/src/views/mine/structures-in.js';

const block = (name: string) => `data_${name}\n_cell_length_a 4\nloop_\n_atom_site_label\nMg`;
const document = (id: string) => ({ id, type: 'structures', attributes: { nsites: 1 } });
const parts = (text: string) => structuresIn(text).map(({ part, firstLine }) => [part, firstLine]);

describe('structures in a file', () => {
  test('a file of one structure stays as it is', () => {
    for (const text of [block('one'), 'rutile\n1.0\n4 0 0\n', JSON.stringify(document('a')), '', '{ broken']) {
      expect(structuresIn(text)).toEqual([{ part: null, text, firstLine: 1 }]);
    }
  });

  test('data blocks of a CIF, without those that hold no atoms', () => {
    const text = `data_global\n_journal_year 2024\n${block('one')}\n${block('two')}`;
    expect(parts(text)).toEqual([
      ['one', 3],
      ['two', 8],
    ]);
    expect(structuresIn(text)[1]!.text).toBe(block('two'));
  });

  test('a block with atoms beside one without is the file’s one structure', () => {
    const text = `data_global\n_journal_year 2024\n${block('one')}`;
    expect(structuresIn(text)).toEqual([{ part: null, text, firstLine: 1 }]);
  });

  test('what looks like a block within a text field is none', () => {
    expect(parts(`${block('one')}\n_note\n;\ndata_two\n_atom_site_label\n;\n`)).toEqual([[null, 1]]);
  });

  test('JSON Lines, without the head of OPTIMADE’s', () => {
    const lines = [{ 'x-optimade': { meta: {} } }, document('mp-1'), document('mp-2')].map((line) =>
      JSON.stringify(line),
    );
    expect(parts(lines.join('\n\n'))).toEqual([
      ['mp-1', 3],
      ['mp-2', 5],
    ]);
  });

  test('a list of documents, alone or in an answer; those without a name are numbered', () => {
    const list = [document('mp-1'), { lattice: {}, sites: [] }];
    for (const json of [list, { data: list, meta: {} }]) {
      expect(structuresIn(JSON.stringify(json))).toEqual([
        { part: 'mp-1', text: JSON.stringify(list[0]), firstLine: null },
        { part: '2', text: JSON.stringify(list[1]), firstLine: null },
      ]);
    }
  });
});
