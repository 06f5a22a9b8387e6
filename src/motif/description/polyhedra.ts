/** The kinds of polyhedra of a crystal, as its description speaks of them. */

import type { SiteIndex } from '../../crystal/crystal.js';
import { atomicNumberOf, electronegativityOf } from '../../crystal/elements.js';
import { grouped } from '../../crystal/grouped.js';
import type { MotifAnalysis, MotifSite } from '../analysis.js';
import { type ShapeWords, shapeWords, withSubscripts } from './words.js';

/** More kinds than this are told apart by their element alone. */
const MOST_KINDS = 6;

/** Polyhedra of one element (or of the same elements) that have the same shape and ligands, or all of an element where there are many kinds. */
export interface Polyhedra {
  /** `Ti`; `(Ni,Mn,Co)` where several elements share the centre; the formula of a polyatomic cation. */
  readonly centre: string;
  /** `TiO₆`; of polyhedra of several kinds `Ti`. */
  readonly formula: string;
  readonly shape: ShapeWords;
  readonly sites: readonly MotifSite[];
  /** Elements of the ligands, the least electronegative first. */
  readonly ligands: readonly string[];
  /** Centre–ligand distances by element of the ligand, Å. */
  readonly distances: ReadonlyMap<string, readonly number[]>;
}

/** The smallest polyhedra first, by their mean bond length; sites without ligands are left out. */
export function polyhedraOf(analysis: MotifAnalysis): Polyhedra[] {
  const elements = elementsOfSites(analysis);
  const sites = analysis.sites.filter(({ ligands }) => ligands.length > 0);
  const kinds = grouped(sites, (site) => {
    const { adjective, noun } = shapeWords(site.geometry);
    return `${centreText(site)} ${adjective} ${noun} ${ligandFormula(ligandsOf(site, elements))}`;
  });
  const told = kinds.size > MOST_KINDS ? grouped(sites, centreText) : kinds;
  return [...told.values()]
    .map((members) => polyhedra(members, elements))
    .sort((a, b) => meanDistance(a) - meanDistance(b));
}

/** Of the atoms of a site; fewer are not named with its polyhedron. */
const MINOR = 0.05;

/** `Ti`; `(Ni,Mn,Co)` of several elements, the most frequent first, without those that are a few per cent; `NH4`. */
export function centreText({ element, occupants, unit }: Pick<MotifSite, 'element' | 'occupants' | 'unit'>): string {
  if (unit !== undefined) return unit.formula;
  const total = (occupants ?? []).reduce((sum, { fraction }) => sum + fraction, 0);
  const named = (occupants ?? []).filter(({ fraction }) => fraction >= MINOR * total);
  return named.length < 2 ? element : `(${named.map((occupant) => occupant.element).join()})`;
}

export function elementsOfSites({ orbits }: MotifAnalysis): Map<SiteIndex, string> {
  return new Map(orbits.flatMap(({ sites, element }) => sites.map((site) => [site, element] as const)));
}

function polyhedra(sites: readonly MotifSite[], elements: ReadonlyMap<SiteIndex, string>): Polyhedra {
  const distances = new Map<string, number[]>();
  const formulas = new Set<string>();
  const shapes = new Map<string, ShapeWords>();
  for (const site of sites) {
    const names = ligandsOf(site, elements);
    formulas.add(ligandFormula(names));
    const shape = shapeWords(site.geometry);
    shapes.set(`${shape.adjective} ${shape.noun}`, shape);
    names.forEach((name, i) => {
      const lengths = distances.get(name);
      if (lengths === undefined) distances.set(name, [site.ligands[i]!.distance]);
      else lengths.push(site.ligands[i]!.distance);
    });
  }
  const centre = centreText(sites[0]!);
  const inFormula = sites[0]!.unit === undefined ? centre : `(${centre})`;
  const isOneKind = formulas.size === 1 && shapes.size === 1;
  return {
    centre,
    formula: withSubscripts(formulas.size === 1 ? inFormula + [...formulas][0] : centre),
    shape: isOneKind ? [...shapes.values()][0]! : { noun: 'polyhedron' },
    sites,
    ligands: [...distances.keys()].sort(byElectronegativity),
    distances,
  };
}

function ligandsOf(site: MotifSite, elements: ReadonlyMap<SiteIndex, string>): string[] {
  return site.ligands.map((ligand) => elements.get(ligand.site)!);
}

/** `O6`, `Cl4F4`; least electronegative first. */
function ligandFormula(names: readonly string[]): string {
  return [...new Set(names)]
    .sort(byElectronegativity)
    .map((name) => {
      const count = names.filter((other) => other === name).length;
      return name + (count === 1 ? '' : count);
    })
    .join('');
}

function byElectronegativity(a: string, b: string): number {
  const [p, q] = [a, b].map((symbol) => electronegativityOf(atomicNumberOf(symbol)!) ?? 0) as [number, number];
  return p - q || (a < b ? -1 : 1);
}

function meanDistance({ distances }: Polyhedra): number {
  const all = [...distances.values()].flat();
  return all.reduce((sum, distance) => sum + distance, 0) / all.length;
}
