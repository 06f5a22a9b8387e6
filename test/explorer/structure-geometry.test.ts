/** What of a crystal is drawn, and where: pure geometry. */
import { describe, expect, test } from 'vitest';
import {
  assemble,
  firstOfOrbit,
  keysOfOrbit,
  neighboursOf,
  polyhedraInBox,
} from '../../explorer/src/structure/assembly.js';
import {
  averageLigands,
  type Cell,
  countInBox,
  decodeCell,
  HOME,
  ligandsOf,
  type Occupant,
  pointOf,
} from '../../explorer/src/structure/cell.js';
import { lighter, motifColours } from '../../explorer/src/structure/colours.js';
import { centringsOf, conventionalBox } from '../../explorer/src/structure/conventional.js';
import { emphasisOf, sharingOf } from '../../explorer/src/structure/emphasis.js';
import { type Hull, hullOf } from '../../explorer/src/structure/hull.js';
import { measure } from '../../explorer/src/structure/measuring.js';
import { extentOf, meshOf, type Style, solidAt } from '../../explorer/src/structure/mesh.js';
import {
  add,
  type Basis,
  combine,
  cross,
  distance,
  dot,
  length,
  scale,
  subtract,
  type Vector,
} from '../../explorer/src/structure/vectors.js';
import { along, eyeOn, project, ray, startingTurn, turned } from '../../explorer/src/structure/view.js';
import { viewOf, viewText } from '../../explorer/src/structure/view-text.js';

interface Made {
  readonly lattice: Basis;
  /** Element and fractional coordinates; atoms of one element are an orbit. */
  readonly atoms: readonly (readonly [element: string, position: Vector])[];
  /** Å within which an anion is a ligand, by the element at the centre. */
  readonly reach: Readonly<Record<string, number>>;
  readonly motifs?: Readonly<Record<string, string>>;
  readonly units?: readonly (readonly number[])[];
  /** Of what is shared or partly empty, by the element that is there most. */
  readonly occupants?: Readonly<Record<string, readonly Occupant[]>>;
}

const NEAR = [-2, -1, 0, 1, 2];

/** A cell as the API would answer, with ligands by distance. */
function cellOf({ lattice, atoms, reach, motifs = {}, units = [], occupants = {} }: Made): Cell {
  const elements = atoms.map(([element]) => element);
  const orbitOf = [...new Set(elements)];
  const centres = atoms.flatMap(([element], atom) => (element in reach ? [atom] : []));
  const starts = [0];
  const ligands: number[] = [];
  const images: number[] = [];
  for (const centre of centres) {
    atoms.forEach(([element, position], atom) => {
      if (element in reach) return;
      for (const x of NEAR) {
        for (const y of NEAR) {
          for (const z of NEAR) {
            const far = distance(combine(lattice, add(position, [x, y, z])), combine(lattice, atoms[centre]![1]));
            if (far > reach[elements[centre]!]!) continue;
            ligands.push(atom);
            images.push(x, y, z);
          }
        }
      }
    });
    starts.push(ligands.length);
  }
  return decodeCell({
    id: 'made',
    drawnCell: {
      lattice: lattice.flat(),
      elements,
      positions: atoms.flatMap(([, position]) => position),
      orbits: elements.map((element) => orbitOf.indexOf(element)),
      oxidationStates: elements.map((element) => ({ Ti: 4, Sr: 2, Co: 3, Li: 1 })[element] ?? null),
      sharedOrbits: Object.entries(occupants).map(([element, shares]) => ({
        orbit: orbitOf.indexOf(element),
        occupants: [...shares],
      })),
      centres,
      starts,
      ligands,
      images,
    },
    drawnAxes: null,
    drawnSites: Object.keys(reach).map((element) => ({
      orbit: orbitOf.indexOf(element),
      element,
      motifId: motifs[element] ?? null,
    })),
    drawnUnits: units.map((unit) => ({ dimensionality: 0, atoms: [[...unit]] })),
  })!;
}

const cubic = (a: number): Basis => [
  [a, 0, 0],
  [0, a, 0],
  [0, 0, a],
];

const RUTILE = cellOf({
  lattice: [
    [4.594, 0, 0],
    [0, 4.594, 0],
    [0, 0, 2.959],
  ],
  atoms: [
    ['Ti', [0, 0, 0]],
    ['Ti', [0.5, 0.5, 0.5]],
    ['O', [0.305, 0.305, 0]],
    ['O', [0.695, 0.695, 0]],
    ['O', [0.195, 0.805, 0.5]],
    ['O', [0.805, 0.195, 0.5]],
  ],
  reach: { Ti: 2.2 },
  motifs: { Ti: 'Ti-O:6' },
});

const PEROVSKITE = cellOf({
  lattice: cubic(3.905),
  atoms: [
    ['Sr', [0.5, 0.5, 0.5]],
    ['Ti', [0, 0, 0]],
    ['O', [0.5, 0, 0]],
    ['O', [0, 0.5, 0]],
    ['O', [0, 0, 0.5]],
  ],
  reach: { Sr: 2.9, Ti: 2.1 },
  motifs: { Sr: 'Sr-C:12', Ti: 'Ti-O:6' },
});

/** A sheet of octahedra as in CdI2. */
const SHEET = cellOf({
  lattice: [
    [2.82, 0, 0],
    [-1.41, 2.4422, 0],
    [0, 0, 5],
  ],
  atoms: [
    ['Co', [0, 0, 0]],
    ['O', [1 / 3, 2 / 3, 0.2]],
    ['O', [2 / 3, 1 / 3, -0.2]],
  ],
  reach: { Co: 2.1 },
});

/** Squares that share edges in chains along a, as in SrCuO2. */
const CHAIN = cellOf({
  lattice: [
    [2.8, 0, 0],
    [0, 6, 0],
    [0, 0, 6],
  ],
  atoms: [
    ['Cu', [0, 0, 0]],
    ['O', [0.5, 0.22, 0]],
    ['O', [0.5, -0.22, 0]],
  ],
  reach: { Cu: 2 },
  motifs: { Cu: 'Cu-S:4' },
});

const countKinds = (cell: Cell, polyhedron: number) => {
  const kinds = neighboursOf(cell, { polyhedron, image: [0, 0, 0] }).map(({ kind }) => kind);
  return Object.fromEntries(
    ['CORNER', 'EDGE', 'FACE'].map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  );
};

const OCTAHEDRON: readonly Vector[] = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
];
const CUBE: readonly Vector[] = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z): Vector => [x, y, z])));
const CUBOCTAHEDRON: readonly Vector[] = [-1, 1].flatMap((x) =>
  [-1, 1].flatMap((y): Vector[] => [
    [x, y, 0],
    [x, 0, y],
    [0, x, y],
  ]),
);

function expectOutward(points: readonly Vector[], { faces }: Hull): void {
  for (const face of faces) {
    const [a, b, c] = face.map((corner) => points[corner]!);
    expect(dot(cross(subtract(b!, a!), subtract(c!, a!)), a!)).toBeGreaterThan(0);
  }
}

describe('faces of polyhedra', () => {
  test.each([
    ['octahedron', OCTAHEDRON, 8, 12],
    ['cube, whose triangles join', CUBE, 6, 12],
    ['cuboctahedron', CUBOCTAHEDRON, 14, 24],
  ])('%s', (_, points, faces, edges) => {
    const hull = hullOf(points);
    expect(hull.faces).toHaveLength(faces);
    expect(hull.edges).toHaveLength(edges);
    expect(hull.isFlat).toBe(false);
    expectOutward(points, hull);
  });

  test('a slightly distorted cube keeps its squares; a strongly distorted one is closed all the same', () => {
    const shaken = (by: number) =>
      CUBE.map(
        (corner, index): Vector =>
          add(corner, [by * Math.sin(7 * index), by * Math.sin(5 * index + 1), by * Math.cos(3 * index)]),
      );
    expect(hullOf(shaken(0.005)).faces).toHaveLength(6);
    const points = shaken(0.2);
    const { faces, edges } = hullOf(points);
    expect(points.length - edges.length + faces.length).toBe(2);
    expectOutward(points, { faces, edges, isFlat: false });
  });

  test('a square is flat, with its outline in order; a line and fewer have no faces', () => {
    const square: readonly Vector[] = [
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 0.01],
      [0, 1, 0],
    ];
    const { faces, edges, isFlat } = hullOf(square);
    expect(isFlat).toBe(true);
    expect(faces).toHaveLength(1);
    expect(edges.map(([a, b]) => Math.round(distance(square[a]!, square[b]!)))).toEqual([1, 1, 1, 1]);
    expect(
      hullOf([
        [0, 0, 0],
        [1, 0, 0],
        [2, 0, 0],
      ]).faces,
    ).toEqual([]);
    expect(
      hullOf([
        [0, 0, 0],
        [1, 0, 0],
      ]).faces,
    ).toEqual([]);
    expect(hullOf([]).faces).toEqual([]);
  });
});

describe('what is drawn', () => {
  test('rutile: eight octahedra around the corners and one in the middle, which shares two edges and eight corners', () => {
    expect(polyhedraInBox(RUTILE)).toHaveLength(9);
    expect(countKinds(RUTILE, 1)).toEqual({ CORNER: 8, EDGE: 2, FACE: 0 });
    expect(sharingOf(RUTILE, { polyhedron: 1, image: [0, 0, 0] })).toBe('shares 8 corners, 2 edges');
    expect(keysOfOrbit(RUTILE, 0)).toHaveLength(9);
    expect(firstOfOrbit(RUTILE, 0)).toEqual({ polyhedron: 1, image: [0, 0, 0] });
  });

  test('perovskite: twelve ligands, faces with 6 cuboctahedra and 8 octahedra', () => {
    expect(ligandsOf(PEROVSKITE, { polyhedron: 0, image: [0, 0, 0] })).toHaveLength(12);
    expect(countKinds(PEROVSKITE, 0)).toEqual({ CORNER: 12, EDGE: 0, FACE: 14 });
    expect(countKinds(PEROVSKITE, 1)).toEqual({ CORNER: 6, EDGE: 0, FACE: 8 });
    expect(polyhedraInBox(PEROVSKITE)).toHaveLength(9);
  });

  test('a sheet: six edges within it, nothing beyond', () => {
    const neighbours = neighboursOf(SHEET, { polyhedron: 0, image: [0, 0, 3] });
    expect(neighbours.map(({ kind }) => kind)).toEqual(Array(6).fill('EDGE'));
    expect(neighbours.every(({ key }) => key.image[2] === 3)).toBe(true);
  });

  test('neighbours of a picked polyhedron are drawn beyond the cell, once, and stand out', () => {
    const { beyond, full } = emphasisOf(CHAIN, {
      picked: { polyhedron: 0, image: [1, 0, 0] },
      lit: null,
      chosen: [],
      kind: null,
    });
    expect(full).toEqual(new Set(['0@1,0,0', '0@2,0,0', '0@0,0,0']));
    const { polyhedra } = assemble(CHAIN, beyond);
    expect(polyhedra).toHaveLength(9);
    expect(polyhedra).toContainEqual({ polyhedron: 0, image: [2, 0, 0] });
  });

  test('neighbours that share in one way stand out alone', () => {
    const picked = { polyhedron: 1, image: [0, 0, 0] as const };
    const { full } = emphasisOf(RUTILE, { picked, lit: null, chosen: [], kind: 'EDGE' });
    expect(full).toEqual(new Set(['1@0,0,0', '1@0,0,-1', '1@0,0,1']));
  });

  test('a molecule is drawn whole, across the border of the cell, with its bonds', () => {
    const cell = cellOf({
      lattice: cubic(8),
      atoms: [
        ['O', [0.02, 0.5, 0.5]],
        ['H', [0.99, 0.6, 0.5]],
        ['H', [0.05, 0.39, 0.5]],
        ['Ar', [0.5, 0.1, 0.1]],
      ],
      reach: {},
      units: [[0, 1, 2]],
    });
    const { polyhedra, loose, bonds } = assemble(cell);
    expect(polyhedra).toEqual([]);
    expect(bonds).toHaveLength(4);
    expect(loose.filter(({ atom }) => atom === 3)).toHaveLength(1);
    for (const { from, to } of bonds) expect(distance(pointOf(cell, from), pointOf(cell, to))).toBeLessThan(1.1);
  });
});

describe('the drawn cell', () => {
  const axes = (a: number, b: number, c: number, gamma = 90) => ({ a, b, c, alpha: 90, beta: 90, gamma });

  test('is the cube of a face-centred lattice given by its primitive cell', () => {
    const box = conventionalBox(
      [
        [0, 4, 4],
        [4, 0, 4],
        [4, 4, 0],
      ],
      axes(8, 8, 8),
    )!;
    expect(countInBox({ box }, 1)).toBe(4);
    for (const edge of box)
      expect(
        length(
          combine(
            [
              [0, 4, 4],
              [4, 0, 4],
              [4, 4, 0],
            ],
            edge,
          ),
        ),
      ).toBeCloseTo(8);
  });

  test('has hexagonal axes of a rhombohedral lattice, three times as large', () => {
    const [s, h] = [2.8 / Math.sqrt(3), 14 / 3];
    const lattice: Basis = [
      [s, 0, h],
      [-s / 2, 1.4, h],
      [-s / 2, -1.4, h],
    ];
    expect(countInBox({ box: conventionalBox(lattice, axes(2.8, 2.8, 14, 120))! }, 1)).toBe(3);
  });

  test('is a part of a supercell, found by the translations of its atoms', () => {
    const atoms = {
      lattice: [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 8],
      ] as const,
      elements: ['Cs', 'Cs', 'Cl', 'Cl'],
      positions: [
        [0, 0, 0],
        [0, 0, 0.5],
        [0.5, 0.5, 0.25],
        [0.5, 0.5, 0.7501],
      ] as const,
    };
    const centrings = centringsOf(atoms);
    expect(centrings).toEqual([[0, 0, 0.5]]);
    expect(conventionalBox(atoms.lattice, axes(4, 4, 4))).toBeNull();
    expect(conventionalBox(atoms.lattice, axes(4, 4, 4), centrings)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0.5],
    ]);
    expect(centringsOf({ ...atoms, elements: ['Cs', 'Rb', 'Cl', 'Cl'] })).toEqual([]);
  });

  test('names the axes as the space group does, and is the file’s where its lattice has no such cell', () => {
    expect(
      conventionalBox(
        [
          [3, 0, 0],
          [0, 4, 0],
          [0, 0, 5],
        ],
        axes(4, 5, 3),
      ),
    ).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(conventionalBox(cubic(4), axes(4, 4, 4))).toEqual(HOME);
    expect(conventionalBox(cubic(8), axes(4, 4, 4))).toBeNull();
  });
});

const style = (cell: Cell, changes: Partial<Style> = {}): Style => ({
  colours: motifColours(cell, 'light'),
  background: '#ffffff',
  ligand: '#7b8489',
  loose: '#8f989d',
  hidden: new Set(),
  full: null,
  ...changes,
});

describe('triangles and balls', () => {
  test('squares have two sides, octahedra eight triangles; ligands that polyhedra share are drawn once', () => {
    const chain = meshOf(CHAIN, assemble(CHAIN), style(CHAIN));
    expect(chain.solids.map(({ start, end }) => end - start)).toEqual(Array(8).fill(4));
    const rutile = meshOf(RUTILE, assemble(RUTILE), style(RUTILE));
    expect(rutile.solids.map(({ start, end }) => end - start)).toEqual(Array(9).fill(8));
    const texts = rutile.balls.map(({ at }) => at.map((value) => value.toFixed(2)).join());
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('hidden motifs and elements are left out; what does not stand out is paler', () => {
    const without = meshOf(PEROVSKITE, assemble(PEROVSKITE), style(PEROVSKITE, { hidden: new Set(['Sr-C:12', 'O']) }));
    expect(without.solids).toHaveLength(8);
    expect(without.balls).toHaveLength(8);
    const { solids, colours } = meshOf(
      PEROVSKITE,
      assemble(PEROVSKITE),
      style(PEROVSKITE, { full: new Set(['0@0,0,0']) }),
    );
    const opacity = solids.map(({ start }) => colours[12 * start + 3]!);
    expect(opacity.filter((value) => value > 0.5)).toHaveLength(1);
  });

  test('an element that is hidden takes its polyhedra along', () => {
    const without = meshOf(PEROVSKITE, assemble(PEROVSKITE), style(PEROVSKITE, { hidden: new Set(['Ti']) }));
    expect(without.solids.map(({ key }) => PEROVSKITE.polyhedra[key.polyhedron]!.group)).toEqual(['Sr-C:12']);
  });

  test('shared and partly empty sites are pies, larger than others; polyhedra count the ligands that are there', () => {
    const cell = cellOf({
      lattice: cubic(4.2),
      atoms: [
        ['Mg', [0, 0, 0]],
        ['O', [0.5, 0, 0]],
        ['O', [0, 0.5, 0]],
        ['O', [0, 0, 0.5]],
      ],
      reach: { Mg: 2.2 },
      motifs: { Mg: 'Fe,Mg-O:6' },
      occupants: {
        Mg: [
          { element: 'Mg', fraction: 0.75 },
          { element: 'Fe', fraction: 0.25 },
        ],
        O: [{ element: 'O', fraction: 0.5 }],
      },
    });
    const mesh = meshOf(cell, assemble(cell), style(cell));
    const sharesOf = (element: string) => {
      const at = mesh.balls.findIndex(({ key }) => cell.elements[key.atom] === element);
      return [...mesh.ballShares.slice(4 * at, 4 * at + 4)];
    };
    expect(sharesOf('Mg')).toEqual([0.75, 1, 1, 1]);
    expect(sharesOf('O')).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(averageLigands(cell, cell.polyhedra[0]!)).toBe(3);
    const whole = meshOf(RUTILE, assemble(RUTILE), style(RUTILE));
    expect(new Set(whole.ballShares)).toEqual(new Set([1]));
    expect(mesh.balls[0]!.radius).toBeGreaterThan(Math.max(...whole.balls.map(({ radius }) => radius)));
    expect(averageLigands(RUTILE, RUTILE.polyhedra[0]!)).toBeNull();
  });

  test('a ray meets the nearer of two polyhedra', () => {
    const mesh = meshOf(RUTILE, assemble(RUTILE), style(RUTILE));
    const eye = eyeOn(
      extentOf(RUTILE, assemble(RUTILE)),
      { turn: along([0, 0, 1], [0, 1, 0]), zoom: 1, pan: [0, 0] },
      { width: 400, height: 300, margin: 20 },
    );
    const { x, y } = project(eye, [0, 0, 2.959]);
    const { from, along: direction } = ray(eye, x, y);
    expect(solidAt(mesh, from, direction)!.key).toEqual({ polyhedron: 0, image: [0, 0, 1] });
    expect(solidAt(mesh, from, scale(direction, -1))).toBeNull();
  });
});

describe('the view', () => {
  const points = extentOf(RUTILE, assemble(RUTILE));

  test('fits all points between the margins, and a ray through a pixel comes by what is drawn there', () => {
    const view = { turn: startingTurn(RUTILE.lattice), zoom: 1, pan: [0, 0] as const };
    const eye = eyeOn(points, view, { width: 560, height: 400, margin: 34 });
    const places = points.map((point) => project(eye, point));
    expect(Math.min(...places.map(({ x }) => x))).toBeGreaterThan(33);
    expect(Math.max(...places.map(({ y }) => y))).toBeLessThan(367);
    const shifted = { ...eye, view: { ...view, zoom: 2, pan: [30, -12] as const } };
    const { x, y } = project(shifted, points[5]!);
    const { from, along: direction } = ray(shifted, x, y);
    const apart = subtract(points[5]!, from);
    expect(length(subtract(apart, scale(direction, dot(apart, direction))))).toBeCloseTo(0, 6);
  });

  test('is a short text, which brings it back', () => {
    const screen = { width: 560, height: 400, margin: 34 };
    const first = eyeOn(points, { turn: startingTurn(RUTILE.lattice), zoom: 1, pan: [0, 0] }, screen);
    expect(viewText(first, first)).toBeNull();
    expect(viewOf(null, first)).toEqual(first.view);
    expect(viewOf('12,x,0', first)).toEqual(first.view);
    for (const [right, down] of [
      [0.4, -0.2],
      [Math.PI, 0],
      [2, 1.7],
    ] as const) {
      const view = { turn: turned(first.view.turn, right, down), zoom: 1.5, pan: [40, -22] as const };
      const text = viewText({ ...first, view }, first)!;
      expect(text.length).toBeLessThan(36);
      const again = viewOf(text, first);
      for (const [at, axis] of again.turn.entries()) expect(distance(axis, view.turn[at]!)).toBeLessThan(0.01);
      expect(again.zoom).toBeCloseTo(1.5, 2);
      expect(Math.hypot(again.pan[0] - 40, again.pan[1] + 22)).toBeLessThan(0.1 * first.fit * 1.5);
    }
  });

  test('stays orthonormal when turned, and the near side follows the hand', () => {
    let turn = along([1, 0, 0], [0, 0, 1]);
    const before = dot([1, 0, 0], turn[0]);
    turn = turned(turn, 0.3, 0);
    expect(dot([1, 0, 0], turn[0])).toBeGreaterThan(before);
    for (let step = 0; step < 500; step++) turn = turned(turn, 0.1, 0.07);
    for (const [at, axis] of turn.entries()) {
      expect(length(axis)).toBeCloseTo(1);
      expect(dot(axis, turn[(at + 1) % 3]!)).toBeCloseTo(0);
    }
    expect(dot(cross(turn[0], turn[1]), turn[2])).toBeCloseTo(1);
  });
});

test('distances of two atoms, angles of three', () => {
  const [ti, o, other] = [0, 2, 3].map((atom) => ({ atom, image: [0, 0, 0] as const }));
  expect(measure(RUTILE, [ti!])).toBeNull();
  expect(measure(RUTILE, [ti!, o!])!.text).toBe('1.982 Å');
  expect(measure(RUTILE, [o!, ti!, { ...other!, image: [-1, -1, 0] }])!.text).toBe('180.0°');
});

test('of two motifs of one shape that of the higher charge has its colour, the other is lighter', () => {
  const cell = cellOf({
    lattice: cubic(4.2),
    atoms: [
      ['Li', [0, 0, 0]],
      ['Co', [0.5, 0.5, 0]],
      ['O', [0.5, 0, 0]],
      ['O', [0, 0.5, 0]],
    ],
    reach: { Li: 2.2, Co: 2.2 },
    motifs: { Li: 'Li-O:6', Co: 'Co-O:6' },
  });
  const colours = motifColours(cell, 'light');
  expect(colours.get('Co-O:6')).toBe('#4783dc');
  expect(colours.get('Li-O:6')).toBe(lighter('#4783dc', 0.2));
  expect(lighter('#4783dc', 0.2)).toBe('#9dbdec');
});
