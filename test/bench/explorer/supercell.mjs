/** Structures of many atoms to draw: supercells of rutile whose atoms are moved a little, so that no site repeats another. */

const CELL = [4.594, 4.594, 2.959];
const U = 0.3053;
const ATOMS = [
  ['Ti', [0, 0, 0]],
  ['Ti', [0.5, 0.5, 0.5]],
  ['O', [U, U, 0]],
  ['O', [1 - U, 1 - U, 0]],
  ['O', [0.5 + U, 0.5 - U, 0.5]],
  ['O', [0.5 - U, 0.5 + U, 0.5]],
];
/** Å in each direction at most. */
const SHIFT = 0.025;

/** A POSCAR. @param repeats cells along a, b, c */
export function supercell(repeats) {
  const random = randomNumbers(1);
  const places = { Ti: [], O: [] };
  const [along, across, up] = repeats.map((count) => [...Array(count).keys()]);
  for (const x of along) {
    for (const y of across) {
      for (const z of up) {
        for (const [element, position] of ATOMS) {
          places[element].push(
            position.map((place, axis) => {
              const moved = place + [x, y, z][axis] + (SHIFT * random()) / CELL[axis];
              return (moved / repeats[axis]).toFixed(7);
            }),
          );
        }
      }
    }
  }
  const vectors = CELL.map((length, axis) => [0, 1, 2].map((at) => (at === axis ? length * repeats[axis] : 0)));
  return [
    'rutile',
    '1.0',
    ...vectors.map((vector) => vector.join(' ')),
    'Ti O',
    `${places.Ti.length} ${places.O.length}`,
    'Direct',
    ...[...places.Ti, ...places.O].map((place) => place.join(' ')),
    '',
  ].join('\n');
}

/** From −1 to 1, the same each time (Park and Miller 1988). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}
