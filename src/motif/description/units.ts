/** The molecules and polyatomic ions that a crystal holds, in words. */

import type { SiteIndex } from '../../crystal/crystal.js';
import { grouped } from '../../crystal/grouped.js';
import type { MotifAnalysis, Unit, UnitBond } from '../analysis.js';
import { stronglyBound } from '../bond-strength.js';
import { componentsOf } from '../dimensionality.js';
import { type UnitKind, unitKinds } from '../unit-kinds.js';
import { unitName } from '../unit-names.js';
import { elementsOfSites } from './polyhedra.js';
import { chargeText, frameworksText, list, orientedNets, spanText, withSubscripts } from './words.js';

/** What the polyhedra around these sites are called. */
type NameOf = (sites: ReadonlySet<SiteIndex>) => string;

/** More kinds are not named. */
const MOST_KINDS = 8;

/** `NH₄⁺`, `SO₄²⁻`, `H₂O`. */
export function unitText({ formula, charge }: Pick<Unit, 'formula' | 'charge'>): string {
  return `${withSubscripts(formula)}${chargeText(charge)}`;
}

/** `It holds NH₄⁺ (ammonium) and O₂²⁻ (peroxide, O–O 1.50 Å).` */
export function unitsText(analysis: MotifAnalysis): string[] {
  const kinds = unitKinds(analysis);
  if (kinds.length === 0) return [];
  if (kinds.length > MOST_KINDS) return [`It holds ${kinds.length} kinds of molecules and polyatomic ions.`];
  const bonds = bondsOfSites(analysis);
  const elements = elementsOfSites(analysis);
  return [`It holds ${list(kinds.map((kind) => kindText(kind, bonds, elements)))}.`];
}

/**
 * What units join of the strongly bound polyhedra, where these form less without them: `Joined by CN⁻, FeC₆ octahedra and NiN₆
 * octahedra form a framework.`
 */
export function joinedText({ sites: all, connections: every, units, axes }: MotifAnalysis, nameOf: NameOf): string[] {
  const sites = stronglyBound(all.filter(({ ligands }) => ligands.length > 0));
  const strong = new Set(sites.map(({ site }) => site));
  const connections = every.filter(({ from, to }) => strong.has(from) && strong.has(to));
  const unitAt = new Map(
    units.flatMap(({ atoms }, unit) => atoms.map((atom) => [atom.site, { unit, image: atom.image }])),
  );
  const first = new Map<number, { site: SiteIndex; ligand: SiteIndex; offset: readonly number[] }>();
  const edges: Pick<(typeof connections)[number], 'from' | 'to' | 'image'>[] = [...connections];
  const joining = new Set<Unit>();
  for (const { site, ligands } of sites) {
    for (const ligand of ligands) {
      const found = unitAt.get(ligand.site);
      if (found === undefined || units[found.unit]!.dimensionality > 0) continue;
      // Where the unit stands as this centre sees it.
      const offset = ligand.image.map((step, k) => step - found.image[k]!);
      const known = first.get(found.unit);
      if (known === undefined) {
        first.set(found.unit, { site, ligand: ligand.site, offset });
        continue;
      }
      const image = [0, 1, 2].map((k) => known.offset[k]! - offset[k]!) as [number, number, number];
      // Through one atom of the unit they are connected anyway.
      if (known.ligand === ligand.site || (known.site === site && image.every((step) => step === 0))) continue;
      edges.push({ from: known.site, to: site, image });
      joining.add(units[found.unit]!);
    }
  }
  if (joining.size === 0) return [];
  const nets = componentsOf([...strong], edges, axes);
  const { dimensionality } = nets[0]!;
  if (dimensionality === 0 || dimensionality <= componentsOf([...strong], connections, axes)[0]!.dimensionality)
    return [];
  const highest = nets.filter((net) => net.dimensionality === dimensionality);
  const form = dimensionality === 3 ? frameworksText(highest) : orientedNets(highest);
  const names = new Set([...joining].map(unitText));
  return [`Joined by ${list([...names])}, ${nameOf(strong)} form ${form}.`];
}

function kindText(
  kind: UnitKind,
  bonds: ReadonlyMap<SiteIndex, readonly UnitBond[]>,
  elements: ReadonlyMap<SiteIndex, string>,
): string {
  const { dimensionality, units } = kind;
  const form = ['', 'covalent chains of ', 'covalent layers of ', 'a covalent framework of '][dimensionality]!;
  const remarks = [unitName(kind), likeBonds(units, bonds, elements)].filter((text) => text !== null);
  return `${form}${unitText(kind)}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`;
}

/** `O–O 1.50 Å`: the bonds between like atoms, carbon apart. */
function likeBonds(
  units: readonly Unit[],
  bonds: ReadonlyMap<SiteIndex, readonly UnitBond[]>,
  elements: ReadonlyMap<SiteIndex, string>,
): string | null {
  const lengths = new Map<string, number[]>();
  for (const { site } of units.flatMap(({ atoms }) => atoms)) {
    const element = elements.get(site)!;
    for (const { to, distance } of bonds.get(site) ?? []) {
      if (elements.get(to) !== element || element === 'C') continue;
      const list = lengths.get(element);
      if (list === undefined) lengths.set(element, [distance]);
      else list.push(distance);
    }
  }
  const texts = [...lengths].map(([element, own]) => `${element}–${element} ${spanText(own, 2)} Å`);
  return texts.length === 0 ? null : texts.join(', ');
}

function bondsOfSites({ unitBonds }: MotifAnalysis): Map<SiteIndex, UnitBond[]> {
  return grouped(unitBonds, ({ from }) => from);
}
