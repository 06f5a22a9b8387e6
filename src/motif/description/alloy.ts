/** A metal, alloy or element in words: what is next to what, and what the bonds make of it. */
import type { MotifAnalysis } from '../analysis.js';
import { componentsOf } from '../dimensionality.js';
import { elementsOfSites, type Polyhedra, polyhedraOf } from './polyhedra.js';
import {
  frameworksText,
  list,
  numberWord,
  orientedNets,
  plural,
  rangeWords,
  spanText,
  withSubscripts,
} from './words.js';

/** The sentences between the introduction and the end. */
export function alloyText(analysis: MotifAnalysis): string[] {
  const kinds = polyhedraOf(analysis);
  return [
    'It has no anions: its polyhedra are those of all neighbours (CrystalNN bonds), and no oxidation states are given.',
    ...kinds.map(neighboursText),
    ...loneText(analysis),
    ...netText(analysis),
  ];
}

/** `Cu has twelve neighbours in an icosahedron: six Mg (2.92 Å) and six Cu (2.49 Å).` */
function neighboursText(kind: Polyhedra): string {
  const { centre, sites, ligands, distances } = kind;
  const counts = sites.map(({ coordinationNumber }) => coordinationNumber);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const parts = ligands.map((element) => {
    const all = distances.get(element)!;
    const count = all.length / sites.length;
    const isSame = least === most && Number.isInteger(count);
    return `${isSame ? `${numberWord(count)} ` : ''}${element} (${spanText(all, 2)} Å)`;
  });
  const number = `${rangeWords(least, most)} ${most === 1 ? 'neighbour' : 'neighbours'}`;
  return `${withSubscripts(centre)} has ${number}${shapeText(kind)}: ${list(parts)}.`;
}

/** ` in an icosahedron`, ` in a trigonal plane`; nothing where there is no shape, or it goes without saying. */
function shapeText({ shape: { adjective, noun }, sites }: Polyhedra): string {
  if (noun === 'polyhedron' || sites.some(({ coordinationNumber }) => coordinationNumber < 2)) return '';
  const name = noun === 'unit' ? `${adjective} arrangement` : [adjective, noun].filter((word) => word).join(' ');
  return ` in ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function loneText({ sites }: MotifAnalysis): string[] {
  const lone = [...new Set(sites.filter(({ ligands }) => ligands.length === 0).map(({ element }) => element))];
  return lone.length === 0 ? [] : [`Atoms of ${list(lone)} have no neighbours.`];
}

/** `The bonds form sheets parallel to (001).` */
function netText(analysis: MotifAnalysis): string[] {
  const { bonds = [], axes, sites } = analysis;
  if (bonds.length === 0) return [];
  const nets = componentsOf(
    sites.map(({ site }) => site),
    bonds,
    axes,
  );
  const { dimensionality } = nets[0]!;
  const highest = nets.filter((net) => net.dimensionality === dimensionality);
  if (dimensionality === 3) return [`The bonds form ${frameworksText(highest)}.`];
  if (dimensionality > 0) return [`The bonds form ${orientedNets(highest)}.`];
  const elements = elementsOfSites(analysis);
  const formulas = new Set(highest.map((net) => moleculeText(net.sites.map((site) => elements.get(site)!))));
  return [`The bonds form ${list([...formulas].map((formula) => `${formula} ${plural('molecule')}`))}.`];
}

/** `S₈`. */
function moleculeText(elements: readonly string[]): string {
  const parts = [...new Set(elements)].sort().map((element) => {
    const count = elements.filter((other) => other === element).length;
    return element + (count === 1 ? '' : count);
  });
  return withSubscripts(parts.join(''));
}
