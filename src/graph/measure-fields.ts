/** What is measured of a polyhedron, as fields of a motif site. */
import { equal, type Fields, range } from './field.js';

export const MEASURES = {
  distortionIndex: {
    column: 'real',
    nullable: true,
    description: 'Mean deviation of the bond lengths from their mean, by that mean (Baur 1974); null without ligands.',
    part: 'Distortion',
    filter: range('distortionIndex', "Baur's distortion index of the bond lengths: `{ min: 0.05 }` finds uneven ones."),
  },
  quadraticElongation: {
    column: 'real',
    nullable: true,
    description:
      'Mean of (l/l₀)², l₀ being the bond length of the regular polyhedron of the same volume (Robinson, Gibbs & Ribbe 1971): 1 if it is regular. Of tetrahedra (T:4), octahedra (O:6), cubes (C:8), icosahedra (I:12) and dodecahedra (DD:20); null for others.',
    part: 'Distortion',
    filter: range('quadraticElongation', 'Quadratic elongation, 1 for regular polyhedra.'),
  },
  bondAngleVariance: {
    column: 'real',
    nullable: true,
    description:
      'Σ(φ − φ₀)²/(m − 1) over the angles ligand–centre–ligand of its m edges, φ₀ being that of the regular polyhedron, degrees² (Robinson, Gibbs & Ribbe 1971). Null where `quadraticElongation` is.',
    part: 'Distortion',
    filter: range('bondAngleVariance', 'Bond-angle variance, degrees².'),
  },
  effectiveCoordinationNumber: {
    column: 'real',
    nullable: true,
    description:
      'Effective coordination number of the ligands (Hoppe 1979, as in VESTA): the number of ligands if all bonds are equally long, less otherwise; null without ligands.',
    part: 'Distortion',
    filter: range('effectiveCoordinationNumber', 'Effective coordination number (Hoppe).'),
  },
  offCentreDisplacement: {
    column: 'real',
    nullable: true,
    description: "Distance of the centre from the mean of its ligands' positions, Å; null with fewer than two ligands.",
    part: 'Distortion',
    filter: range(
      'offCentreDisplacement',
      "Distance of the centre from the mean of its ligands' positions, Å: `{ min: 0.1 }` finds polar polyhedra.",
    ),
  },
  ligandAngleMin: {
    column: 'real',
    nullable: true,
    description: 'Smallest angle ligand–centre–ligand, degrees; null with fewer than two ligands.',
    part: 'Distortion',
    filter: range('ligandAngleMin', 'Smallest angle ligand–centre–ligand, degrees.'),
  },
  ligandAngleMean: {
    column: 'real',
    nullable: true,
    description: 'Mean of the angles ligand–centre–ligand of all pairs of ligands, degrees; null with fewer than two.',
    part: 'Distortion',
    filter: range('ligandAngleMean', 'Mean of the angles ligand–centre–ligand, degrees.'),
  },
  ligandAngleMax: {
    column: 'real',
    nullable: true,
    description: 'Largest angle ligand–centre–ligand, degrees; null with fewer than two ligands.',
    part: 'Distortion',
    filter: range('ligandAngleMax', 'Largest angle ligand–centre–ligand, degrees.'),
  },
  octahedralTilt: {
    column: 'real',
    nullable: true,
    description:
      'Mean tilt against the octahedra that it shares a corner with, if it is an octahedron itself, degrees: (180° − M–X–M)/2, which in perovskites is the angle of rotation about an axis normal to the bridge (Glazer 1972). Null where there are none.',
    part: 'Distortion',
    filter: range(
      'octahedralTilt',
      'Mean tilt against the octahedra that it shares a corner with, (180° − M–X–M)/2, degrees: `{ max: 1 }` finds straight bridges.',
    ),
  },
  bondValenceSum: {
    column: 'real',
    nullable: true,
    description:
      'Sum of the bond valences to all anions around, valence units (Brese & O’Keeffe 1991, O’Keeffe & Brese 1991); near the oxidation state if the cation is neither squeezed nor loose. Null where an element has no parameters.',
    filter: range('bondValenceSum', 'Bond-valence sum, valence units.'),
  },
  isAmbiguous: {
    column: 'boolean',
    description:
      'Whether other ways to choose ligands give it others: cut-offs that differ by 0.05, CrystalNN, or an effective coordination number below two thirds of the coordination number. `environments` then has alternatives, if they are like a geometry.',
    filter: equal('isAmbiguous', 'Whether other ways to choose ligands give it others.'),
  },
  environmentGeometries: {
    column: 'texts',
    vocabulary: 'geometry',
    description:
      'Geometries that its surroundings are like by the multi-weights strategy (Waroquiers 2020), largest fraction first: of ambiguous sites, and of all in crystals analysed by this strategy.',
    part: null,
  },
  environmentFractions: { column: 'reals', description: 'Fraction of each of these geometries, sum 1.', part: null },
  environmentMeasures: {
    column: 'reals',
    description: 'Continuous symmetry measure of each of these geometries.',
    part: null,
  },
} as const satisfies Fields;
