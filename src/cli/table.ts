/** An analysis as text for people. */
import type { Crystal, Refusal } from '../crystal/crystal.js';
import { symbolOf } from '../crystal/elements.js';
import { SYMMETRY_TOLERANCE } from '../crystal/symmetry.js';
import {
  type Bond,
  CONNECTION_KINDS,
  type Environment,
  isAlloy,
  type MotifAnalysis,
  type MotifSite,
  type PolyhedronNet,
  type Prototype,
} from '../motif/analysis.js';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import { describe } from '../motif/description/describe.js';
import { centreText } from '../motif/description/polyhedra.js';
import { unitText } from '../motif/description/units.js';
import { netsText, polyhedronNetText } from '../motif/description/words.js';
import { geometryTable } from '../motif/geometry-table.js';
import { type CationOrbit, type ConnectionClasses, orbitGraphOf } from '../motif/orbit-graph.js';
import { unitKinds } from '../motif/unit-kinds.js';
import { unitName } from '../motif/unit-names.js';
import { columns, plain, wrapped } from './output.js';

/** Of the description, in characters. */
const WIDTH = 110;

const NAME_OF_GEOMETRY = new Map(geometryTable.map(({ symbol, name }) => [symbol, name.toLowerCase()]));

/** A section for each part of the analysis; first the crystal in words, then its orbits of cations, then warnings last. */
export function crystalTable(crystal: Crystal, analysis: MotifAnalysis): string {
  const { chemicalFormula, spaceGroup, symmetryTolerance } = analysis;
  const { orbits, connections } = orbitGraphOf(crystal.atomicNumbers, analysis);
  const names = namesOf(orbits);
  const within = symmetryTolerance === SYMMETRY_TOLERANCE ? '' : `, within ${symmetryTolerance} Å`;
  const ofOrbits = (rowOf: (site: MotifSite) => readonly string[]) =>
    orbits.map(({ site }, i) => [names[i]!, ...rowOf(site)]);
  const sections = [
    [
      `${plain(crystal.id)}  ${chemicalFormula}  ${spaceGroup.symbol} (${spaceGroup.number}, ${spaceGroup.crystalSystem})${within}`,
    ],
    [prototypeText(analysis.prototype)],
    wrapped(describe(analysis), WIDTH),
    orbitTable(crystal, orbits, names),
    measureTable(orbits, names),
    unitTable(analysis),
    connectionTable(connections, names),
    connectivityTable(analysis),
    netTable(analysis),
    environmentTable(orbits, names),
    ...(analysis.bonds === undefined ? [] : [bondTable(analysis, analysis.bonds)]),
    instabilityLines(analysis),
    ...(analysis.sites[0]?.fingerprint === undefined
      ? []
      : [columns([['site', 'fingerprint (values from 0.05)'], ...ofOrbits(fingerprintCells)])]),
    analysis.warnings.map((warning) => `warning: ${plain(warning)}`),
  ].filter((lines) => lines.length > 0);
  return `${sections.map((lines, i) => lines.map((line) => (i === 0 ? line : `  ${line}`)).join('\n')).join('\n\n')}\n`;
}

/** `prototype A2B_tP6_136_f_a  rutile  (mineral: rutile)`. */
function prototypeText({ label, name, mineral }: Prototype): string {
  return [`prototype ${label}`, name ?? '', mineral === null ? '' : `(mineral: ${mineral})`].join('  ').trimEnd();
}

function orbitTable(crystal: Crystal, orbits: readonly CationOrbit[], names: readonly string[]): string[] {
  const rows = orbits.map(({ orbit, site, motif }, i) => [
    names[i]!,
    `${orbit.wyckoff} ${orbit.siteSymmetry}`,
    String(orbit.multiplicity),
    coordinationText(site),
    geometryText(site, motif?.geometry),
    site.csm?.toFixed(2) ?? '',
    bondLengths(crystal, site),
  ]);
  return columns([['site', 'Wyckoff', '×', 'CN', 'geometry', 'CSM', 'bond lengths (Å)'], ...rows], [2, 3, 5]);
}

function connectivityTable(analysis: MotifAnalysis): string[] {
  if (isAlloy(analysis)) return [];
  const rows = analysis.connectivityNets.map((nets) => [nets.connectivity, netsText(nets)]);
  return columns([['shared', 'nets of all cations'], ...rows]);
}

/** Molecules and polyatomic ions of the cell as given. */
function unitTable(analysis: MotifAnalysis): string[] {
  const rows = unitKinds(analysis).map((kind) => [
    unitText(kind),
    String(kind.units.length),
    ['molecules, ions', 'chains', 'layers', 'framework'][kind.dimensionality]!,
    unitName(kind) ?? '',
  ]);
  return rows.length === 0 ? [] : columns([['unit', '×', '', 'name'], ...rows], [1]);
}

function connectionTable(connections: ConnectionClasses, names: readonly string[]): string[] {
  const { from, to, kinds, counts, distances, starts, anglesInDegrees } = connections;
  if (from.length === 0) return [];
  const order = Array.from(from, (_, i) => i).sort((i, j) => from[i]! - from[j]! || kinds[i]! - kinds[j]!);
  const rows = order.map((i) => {
    const kind = CONNECTION_KINDS[kinds[i]!]!;
    const angles = [...anglesInDegrees.subarray(starts[i]!, starts[i + 1]!)];
    return [
      names[from[i]!]!,
      kind === 'face' ? `face (${angles.length})` : kind,
      String(counts[i]!),
      names[to[i]!]!,
      distances[i]!.toFixed(3),
      angles.map((angle) => angle.toFixed(1)).join(' '),
    ];
  });
  return columns([['site', 'shares', '×', 'with', 'distance (Å)', 'angles (°)'], ...rows], [2, 4]);
}

/** What the polyhedra of each element, and those of all strongly bound cations, form: what is more than clusters. */
function netTable({ nets, sites }: MotifAnalysis): string[] {
  const elements = new Set<string>();
  const told = nets.filter(({ centres, kind, isStrong }) => {
    // The nets of an element stand before those of its motif types.
    const key = `${centres} ${kind}`;
    const isRepeated = elements.has(key) && !isStrong;
    elements.add(key);
    return !isRepeated;
  });
  const rows = told
    .filter(({ dimensionality }) => dimensionality > 0)
    .filter((net) => net.kind !== 'any' || !told.some((other) => other.kind !== 'any' && areAlike(net, other)))
    .map((net) => [netCentres(net, sites), net.kind, polyhedronNetText(net), net.formula]);
  return rows.length === 0 ? [] : columns([['nets of', 'shared', '', 'formula'], ...rows]);
}

/** `Fe, P`; `NH4` of a polyatomic cation, by whose N or C it goes otherwise. */
function netCentres({ centres }: PolyhedronNet, sites: readonly MotifSite[]): string {
  const names = centres.flatMap((element) => {
    const own = sites.filter((site) => site.element === element && site.occupants === undefined);
    return own.length === 0 ? [element] : [...new Set(own.map(centreText))].sort();
  });
  return names.join(', ');
}

function areAlike(one: PolyhedronNet, other: PolyhedronNet): boolean {
  const isOfSame = one.centres.join() === other.centres.join() && one.isStrong === other.isStrong;
  return isOfSame && polyhedronNetText(one) === polyhedronNetText(other) && one.formula === other.formula;
}

/** What is measured of each polyhedron; what is measured of none is left out. */
function measureTable(orbits: readonly CationOrbit[], names: readonly string[]): string[] {
  const measured = orbits.flatMap(({ site }, i) => (site.ligands.length === 0 ? [] : [{ name: names[i]!, site }]));
  if (measured.length === 0) return [];
  const shown = MEASURES.filter(([, textOf]) => measured.some(({ site }) => textOf(site) !== ''));
  return columns(
    [
      ['site', ...shown.map(([title]) => title)],
      ...measured.map(({ name, site }) => [name, ...shown.map(([, textOf]) => textOf(site))]),
    ],
    shown.map((_, i) => i + 1),
  );
}

const MEASURES: readonly (readonly [title: string, textOf: (site: MotifSite) => string])[] = [
  ['valence sum', ({ bondValenceSum }) => bondValenceSum?.toFixed(2) ?? ''],
  ['volume (Å³)', ({ polyhedronVolume }) => polyhedronVolume?.toFixed(2) ?? ''],
  ['Baur', ({ distortionIndex }) => distortionIndex?.toFixed(4) ?? ''],
  ['elongation', ({ quadraticElongation }) => quadraticElongation?.toFixed(4) ?? ''],
  ['angle variance (°²)', ({ bondAngleVariance }) => bondAngleVariance?.toFixed(1) ?? ''],
  ['effective CN', ({ effectiveCoordinationNumber }) => effectiveCoordinationNumber?.toFixed(2) ?? ''],
  ['off centre (Å)', ({ offCentreDisplacement }) => offCentreDisplacement?.toFixed(3) ?? ''],
  ['angles (°)', ({ ligandAngles }) => angleRange(ligandAngles)],
  ['tilt (°)', ({ octahedralTilt }) => octahedralTilt?.toFixed(1) ?? ''],
];

/** `84.3–180.0` */
function angleRange(angles: readonly number[]): string {
  if (angles.length === 0) return '';
  const [least, most] = [Math.min(...angles).toFixed(1), Math.max(...angles).toFixed(1)];
  return least === most ? least : `${least}–${most}`;
}

function instabilityLines({ globalInstabilityIndex: index }: MotifAnalysis): string[] {
  return index === null ? [] : [`global instability index ${index.toFixed(3)}`];
}

/** Of the sites that have environments: all, or those whose ligands are a matter of choice. */
function environmentTable(orbits: readonly CationOrbit[], names: readonly string[]): string[] {
  const rows = orbits.flatMap(({ site }, i) => {
    if (site.environments === undefined) return [];
    return [[names[i]!, site.isAmbiguous ? 'yes' : 'no', environmentText(site.environments)]];
  });
  return rows.length === 0 ? [] : columns([['site', 'ambiguous', 'environments (fraction, CSM)'], ...rows]);
}

/** `O:6 0.93 (0.52), T:5 0.07 (6.10)`. */
function environmentText(environments: readonly Environment[]): string {
  const text = environments.map(({ geometry, fraction, csm }) => {
    return `${geometry} ${fraction.toFixed(3)} (${csm.toFixed(2)})`;
  });
  return text.join(', ') || 'no geometry matches';
}

/** Bonds of the cell as given, by the elements that they join. */
function bondTable({ orbits }: MotifAnalysis, bonds: readonly Bond[]): string[] {
  const elementOf = new Map(orbits.flatMap(({ sites, element }) => sites.map((site) => [site, element] as const)));
  const lengths = new Map<string, number[]>();
  for (const { from, to, distance } of bonds) {
    const pair = [elementOf.get(from)!, elementOf.get(to)!].sort().join('–');
    lengths.set(pair, [...(lengths.get(pair) ?? []), distance]);
  }
  const rows = [...lengths].sort().map(([pair, distances]) => {
    const [shortest, longest] = [Math.min(...distances).toFixed(3), Math.max(...distances).toFixed(3)];
    return [pair, String(distances.length), shortest === longest ? shortest : `${shortest}–${longest}`];
  });
  return columns([['bonds', '×', 'length (Å)'], ...rows], [1]);
}

/** `wt CN_6 0.98, octahedral CN_6 0.97`. */
function fingerprintCells({ fingerprint = [] }: MotifSite): [string] {
  const entries = fingerprint.flatMap((value, i) =>
    value < 0.05 ? [] : [`${FINGERPRINT_LABELS[i]} ${value.toFixed(2)}`],
  );
  return [entries.join(', ')];
}

export function refusalText(id: string, { code, message, file, line }: Refusal): string {
  const place = [file, line].filter((part) => part !== undefined).join(':');
  return plain(`${id}: ${code}: ${message}${place === '' ? '' : ` (${place})`}`);
}

/** `Ti`, `NH4`, or `Ti1`, `Ti2` where an element has several orbits; with the oxidation state, as in `Fe3 +2`. */
function namesOf(orbits: readonly CationOrbit[]): string[] {
  return orbits.map(({ site: own }, i) => {
    const element = centreText(own);
    const { oxidationState } = own;
    const ofElement = (some: readonly CationOrbit[]) => some.filter(({ site }) => centreText(site) === element).length;
    const number = ofElement(orbits) > 1 ? ofElement(orbits.slice(0, i + 1)) : '';
    const charge = oxidationState === null ? '' : ` +${Number(oxidationState.toFixed(2))}`;
    return `${element}${number}${charge}`;
  });
}

/** `8`; `7.7 of 8` where some ligands are partly missing. */
function coordinationText({ coordinationNumber, averageCoordinationNumber: average }: MotifSite): string {
  return average === undefined ? String(coordinationNumber) : `${Number(average.toFixed(2))} of ${coordinationNumber}`;
}

function geometryText({ noMotif }: MotifSite, symbol: string | undefined): string {
  if (symbol !== undefined) return `${symbol} ${NAME_OF_GEOMETRY.get(symbol) ?? ''}`;
  return noMotif === 'NO_LIGANDS' ? 'no ligands' : 'no reference polyhedron';
}

/** `O 1.949 ×4, O 1.980 ×2`; lengths that agree to 0.001 Å are one. */
function bondLengths({ atomicNumbers }: Crystal, { ligands }: MotifSite): string {
  const groups = new Map<string, number>();
  for (const { site, distance } of [...ligands].sort((a, b) => a.distance - b.distance || a.site - b.site)) {
    const key = `${symbolOf(atomicNumbers[site]!)} ${distance.toFixed(3)}`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups].map(([length, times]) => (times === 1 ? length : `${length} ×${times}`)).join(', ');
}
