/** An analysis as text for people. */
import type { Crystal, Refusal } from '../crystal/crystal.js';
import type { MotifSiteNode } from '../graph/model.js';
import { toCrystalRecord } from '../graph/record.js';
import type { MotifAnalysis } from '../motif/analysis.js';
import { geometryTable } from '../motif/geometry-table.js';
import { columns, plain } from './output.js';

const NAME_OF_GEOMETRY = new Map(geometryTable.map(({ symbol, name }) => [symbol, name.toLowerCase()]));
const KINDS = ['corner', 'edge', 'face'] as const;

/** One line for the crystal, a table of its orbits of cations, a table of how these connect, and warnings. */
export function crystalTable(structure: Crystal, analysis: MotifAnalysis): string {
  const { crystal, sites, connections, motifs } = toCrystalRecord(structure, analysis, { dataset: null });
  const { id, formula, spaceGroupSymbol, spaceGroupNumber, crystalSystem } = crystal;
  const head = `${plain(id)}  ${formula}  ${spaceGroupSymbol} (${spaceGroupNumber}, ${crystalSystem})`;
  const nameOf = names(sites);
  const geometryOf = new Map(motifs.map(({ id, geometry }) => [id, geometry]));
  const orbits = [
    ['site', 'Wyckoff', '×', 'CN', 'geometry', 'CSM', 'bond lengths (Å)'],
    ...sites.map((site) => [
      nameOf.get(site.id)!,
      `${site.wyckoff} ${site.siteSymmetry}`,
      String(site.multiplicity),
      String(site.coordinationNumber),
      geometryText(site, geometryOf.get(site.motifId ?? '')),
      site.csm?.toFixed(2) ?? '',
      bondLengths(site),
    ]),
  ];
  const lines = [head, ...columns(orbits, [2, 3, 5]).map((line) => `  ${line}`)];
  if (connections.length > 0) {
    const shared = sites.flatMap((site) =>
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
    const table = [['site', 'shares', '×', 'with', 'distance (Å)', 'angles (°)'], ...shared];
    lines.push('', ...columns(table, [2, 4]).map((line) => `  ${line}`));
  }
  lines.push(...crystal.warnings.map((warning) => `  warning: ${plain(warning)}`));
  return `${lines.join('\n')}\n`;
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
