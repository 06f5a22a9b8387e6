/** Rows of a table that are chosen: a byte for each, 1 or 0. */
export type Mask = Uint8Array;

export function everyRow(length: number): Mask {
  return new Uint8Array(length).fill(1);
}

export function intersect(mask: Mask, other: Mask): void {
  for (let row = 0; row < mask.length; row++) mask[row]! &= other[row]!;
}

export function unite(mask: Mask, other: Mask): void {
  for (let row = 0; row < mask.length; row++) mask[row]! |= other[row]!;
}

export function complement(mask: Mask): Mask {
  return mask.map((chosen) => 1 - chosen);
}

export function countOf(mask: Mask): number {
  let count = 0;
  for (let row = 0; row < mask.length; row++) count += mask[row]!;
  return count;
}

/**
 * Leaves the rows in the mask whose owner is chosen.
 *
 * @param rows that the mask is of; all, in their order, with null
 */
export function keepOwned(mask: Mask, ownerOf: ArrayLike<number>, chosen: Mask, rows: Uint32Array | null): void {
  if (rows === null) for (let row = 0; row < mask.length; row++) mask[row]! &= chosen[ownerOf[row]!]!;
  else for (let index = 0; index < mask.length; index++) mask[index]! &= chosen[ownerOf[rows[index]!]!]!;
}

/** Those of the rows that the mask has. */
export function chosenOf(rows: Uint32Array, mask: Mask): Uint32Array {
  const chosen = new Uint32Array(countOf(mask));
  let next = 0;
  for (let index = 0; index < mask.length; index++) if (mask[index]) chosen[next++] = rows[index]!;
  return chosen;
}

/** Rows whose owner is chosen as well. */
export function rowsOfChosen(mask: Mask, ownerOf: ArrayLike<number>, chosen: Mask): Uint32Array {
  const rows = new Uint32Array(mask.length);
  let count = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] && chosen[ownerOf[row]!]) rows[count++] = row;
  return rows.slice(0, count);
}

export function rowsOf(mask: Mask): Uint32Array {
  const rows = new Uint32Array(countOf(mask));
  let next = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row]) rows[next++] = row;
  return rows;
}
