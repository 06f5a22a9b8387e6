/** The cell of a CIF block. */
import type { ReadWarning } from '../../crystal.js';
import { latticeFromParameters, volumeOf } from '../../lattice.js';
import { refuseBadCell } from '../assemble.js';
import { Refused, shown, warning } from '../refused.js';
import type { CifBlock } from './block.js';
import { numberOf } from './numbers.js';

/** Relative: a stated volume that deviates more tells of a misprint in one of the lengths or angles. */
const VOLUME_TOLERANCE = 0.02;

/** Basis vectors in Å. Throws NO_CELL. */
export function readCell(block: CifBlock, warnings: ReadWarning[]): Float64Array {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => length(block, name)) as [number, number, number];
  const [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((name) => angle(block, name, warnings)) as [
    number,
    number,
    number,
  ];
  const lattice = latticeFromParameters({ a, b, c, alpha, beta, gamma });
  const volume = volumeOf(lattice);
  if (!(volume > 1e-3 * a * b * c)) {
    throw new Refused(
      'NO_CELL',
      `The angles ${alpha}, ${beta} and ${gamma} degrees do not form a cell.`,
      block.value('_cell_angle_alpha')?.line ?? block.line,
    );
  }
  refuseBadCell(lattice);
  const stated = block.value('_cell_volume');
  const statedVolume = stated && numberOf(stated);
  if (stated && statedVolume !== undefined && Math.abs(statedVolume - volume) > VOLUME_TOLERANCE * volume) {
    const message = `The stated cell volume is ${statedVolume} Å³, but lengths and angles give ${volume.toFixed(2)} Å³.`;
    warnings.push(warning(message, stated.line));
  }
  return lattice;
}

function length(block: CifBlock, name: string): number {
  const tag = `_cell_length_${name}`;
  const value = block.value(tag);
  if (value === undefined) {
    refuseSeveral(block, tag);
    throw new Refused('NO_CELL', `The cell length ${name} (${tag}) is missing.`, block.line);
  }
  const number = numberOf(value);
  if (number === undefined || !(number > 0)) {
    throw new Refused(
      'NO_CELL',
      `The cell length ${name} is ${shown(value.text)}; a positive number in Å is needed.`,
      value.line,
    );
  }
  return number;
}

/** Throws NO_CELL where the block has a loop of several cells. */
function refuseSeveral(block: CifBlock, tag: string): void {
  const loop = block.loop(tag);
  if (loop === undefined || loop.rowCount < 2) return;
  const message = `The block gives ${loop.rowCount} cells in a loop, with different values of ${tag}; leave the one that belongs to the atoms.`;
  throw new Refused('NO_CELL', message, loop.line);
}

/** 90° where the angle is not stated at all: the CIF core dictionary makes that the default. */
function angle(block: CifBlock, name: string, warnings: ReadWarning[]): number {
  const tag = `_cell_angle_${name}`;
  const value = block.value(tag);
  if (value === undefined) {
    refuseSeveral(block, tag);
    if (block.has(tag)) throw new Refused('NO_CELL', `The cell angle ${name} (${tag}) is unknown.`, block.line);
    warnings.push(warning(`The cell angle ${name} is not stated; 90° is the dictionary's default.`));
    return 90;
  }
  const number = numberOf(value);
  if (number === undefined || !(number > 0 && number < 180)) {
    throw new Refused(
      'NO_CELL',
      `The cell angle ${name} is ${shown(value.text)}; a number between 0 and 180 degrees is needed.`,
      value.line,
    );
  }
  return number;
}
