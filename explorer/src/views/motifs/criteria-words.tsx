/** The criteria of the address in words, each as a chip. */
import type { Chip } from '../../listing/chips.js';
import { type ListWords, listChips, type RangeWords, rangeChips, restChips } from '../../listing/criteria-words.js';
import { ShapeGlyph } from '../../parts/glyphs.js';

const LISTS: Readonly<Record<string, ListWords>> = {
  ids: { words: '', areAlternatives: true, noun: 'chosen motif' },
  elements: { words: 'Centre', areAlternatives: true },
  ligands: { words: 'Ligands with', areAlternatives: true },
  in: { words: 'In the crystal' },
};

const RANGES: Readonly<Record<string, RangeWords>> = {
  coordination: ['Ligands', ''],
  crystals: ['Crystals', ''],
};

export function motifChips(parameters: URLSearchParams, shapeName: (geometry: string) => string): Chip[] {
  const shapes: ListWords = {
    words: '',
    areAlternatives: true,
    value: (geometry) => (
      <>
        <ShapeGlyph geometry={geometry} size={14} /> {shapeName(geometry)}
      </>
    ),
  };
  return [
    ...Object.entries({ ...LISTS, shapes }).flatMap(([parameter, words]) => listChips(parameters, parameter, words)),
    ...Object.entries(RANGES).flatMap(([parameter, words]) => rangeChips(parameters, parameter, words)),
    ...restChips(parameters, (member, value) => `${member} ${JSON.stringify(value)}`),
  ];
}
