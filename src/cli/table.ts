/** An analysis as text for people. */
import type { Crystal, Refusal } from '../crystal/crystal.js';
import type { MotifSiteNode, SiteConnection } from '../graph/model.js';
import { toCrystalRecord } from '../graph/record.js';
import type { Bond, MotifAnalysis, MotifSite } from '../motif/analysis.js';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import { describe } from '../motif/description/describe.js';
import { netsText } from '../motif/description/words.js';
import { geometryTable } from '../motif/geometry-table.js';
import { columns, plain, wrapped } from './output.js';

/** Of the description, in characters. */
const WIDTH = 110;

const NAME_OF_GEOMETRY = new Map(geometryTable.map(({ symbol, name }) => [symbol, name.toLowerCase()]));
const KINDS = ['corner', 'edge', 'face'] as const;

/** A section for each part of the analysis; first the crystal in words, then its orbits of cations, then warnings last. */
export function crystalTable(structure: Crystal, analysis: MotifAnalysis): string {
  const { crystal, sites, connections, motifs } = toCrystalRecord(structure, analysis, { dataset: null });
  const { id, formula, spaceGroupSymbol, spaceGroupNumber, crystalSystem } = crystal;
  const nameOf = names(sites);
  const firstOf = new Map(sites.map((node) => [node.id, analysis.sites.find(({ orbit }) => orbit === node.orbit)!]));
  const ofOrbits = (rowOf: (site: MotifSite) => readonly string[]) =>
    sites.map((node) => [nameOf.get(node.id)!, ...rowOf(firstOf.get(node.id)!)]);
  const sections = [
    [`${plain(id)}  ${formula}  ${spaceGroupSymbol} (${spaceGroupNumber}, ${crystalSystem})`],
    wrapped(describe(analysis), WIDTH),
    orbitTable(sites, nameOf, new Map(motifs.map(({ id, geometry }) => [id, geometry]))),
    connectionTable(sites, nameOf, connections),
    columns([['shared', 'nets'], ...analysis.frameworks.map((nets) => [nets.connectivity, netsText(nets)])]),
    ...(analysis.sites[0]?.environments === undefined
      ? []
      : [columns([['site', 'environments (fraction, CSM)'], ...ofOrbits(environmentCells)])]),
    ...(analysis.bonds === undefined ? [] : [bondTable(analysis, analysis.bonds)]),
    ...(analysis.sites[0]?.fingerprint === undefined
      ? []
      : [columns([['site', 'fingerprint (values from 0.05)'], ...ofOrbits(fingerprintCells)])]),
    crystal.warnings.map((warning) => `warning: ${plain(warning)}`),
  ].filter((lines) => lines.length > 0);
  return `${sections.map((lines, i) => lines.map((line) => (i === 0 ? line : `  ${line}`)).join('\n')).join('\n\n')}\n`;
}

function orbitTable(
  sites: readonly MotifSiteNode[],
  nameOf: ReadonlyMap<string, string>,
  geometryOf: ReadonlyMap<string, string>,
): string[] {
  const rows = sites.map((site) => [
    nameOf.get(site.id)!,
    `${site.wyckoff} ${site.siteSymmetry}`,
    String(site.multiplicity),
    String(site.coordinationNumber),
    geometryText(site, geometryOf.get(site.motifId ?? '')),
    site.csm?.toFixed(2) ?? '',
    bondLengths(site),
  ]);
  return columns([['site', 'Wyckoff', '×', 'CN', 'geometry', 'CSM', 'bond lengths (Å)'], ...rows], [2, 3, 5]);
}

function connectionTable(
  sites: readonly MotifSiteNode[],
  nameOf: ReadonlyMap<string, string>,
  connections: readonly SiteConnection[],
): string[] {
  if (connections.length === 0) return [];
  const rows = sites.flatMap((site) =>
    KINDS.flatMap((kind) =>
      connections
        .filter((connection) => connection.fromSite === site.id && connection.kind === kind)
        .map(({ toSite, count, sharedLigands, distance, anglesInDegrees }) => [
          nameOf.get(site.id)!,
          kind === 'face' ? `face (${sharedLigands})` : kind,
          String(count),
          nameOf.get(toSite)!,
          distance.toFixed(3),
          anglesInDegrees.map((angle) => angle.toFixed(1)).join(' '),
        ]),
    ),
  );
  return columns([['site', 'shares', '×', 'with', 'distance (Å)', 'angles (°)'], ...rows], [2, 4]);
}

/** `O:6 0.93 (0.52), T:5 0.07 (6.10)`. */
function environmentCells({ environments = [] }: MotifSite): [string] {
  const text = environments.map(({ geometry, fraction, csm }) => {
    return `${geometry} ${fraction.toFixed(3)} (${csm.toFixed(2)})`;
  });
  return [text.join(', ') || 'like no geometry'];
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

/** `Ti`, or `Ti1`, `Ti2` where an element has several orbits; with the oxidation state, as in `Fe3 +2`. */
function names(sites: readonly MotifSiteNode[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const element of new Set(sites.map((site) => site.element))) {
    const ofElement = sites.filter((site) => site.element === element);
    for (const [i, { id, oxidationState }] of ofElement.entries()) {
      const charge = oxidationState === null ? '' : ` +${Number(oxidationState.toFixed(2))}`;
      names.set(id, `${element}${ofElement.length > 1 ? i + 1 : ''}${charge}`);
    }
  }
  return names;
}

function geometryText({ noMotif }: MotifSiteNode, symbol: string | undefined): string {
  if (symbol !== undefined) return `${symbol} ${NAME_OF_GEOMETRY.get(symbol) ?? ''}`;
  return noMotif === 'NO_LIGANDS' ? 'no ligands' : 'no reference polyhedron';
}

/** `1.949 ×4, 1.980 ×2`; lengths that agree to 0.001 Å are one. */
function bondLengths({ ligandElements, ligandDistances }: MotifSiteNode): string {
  const groups = new Map<string, number>();
  for (const [i, distance] of ligandDistances.entries()) {
    const key = `${ligandElements[i]} ${distance.toFixed(3)}`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return [...groups].map(([length, times]) => (times === 1 ? length : `${length} ×${times}`)).join(', ');
}
