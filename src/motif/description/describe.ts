/** A structure in words, from its analysis alone. */
import type { SiteIndex } from '../../crystal/crystal.js';
import { SYMMETRY_TOLERANCE } from '../../crystal/symmetry.js';
import { type Connection, isAlloy, type MotifAnalysis, type MotifSite } from '../analysis.js';
import { stronglyBound } from '../bond-strength.js';
import { componentsOf } from '../dimensionality.js';
import { alloyText } from './alloy.js';
import { ambiguityText } from './ambiguity.js';
import { ownSharingText, sharedText, sharingsOf } from './nets.js';
import { disorderText, orderedModelText } from './disorder.js';
import { centreText, elementsOfSites, type Polyhedra, polyhedraOf } from './polyhedra.js';
import { joinedText, unitsText } from './units.js';
import {
  capitalized,
  frameworksText,
  ionText,
  list,
  orientedNets,
  plural,
  rangeWords,
  spaceGroupText,
  spanText,
  withFormulas,
  withSubscripts,
} from './words.js';

/** Polyhedra of a higher symmetry measure are called distorted, strongly distorted. */
const DISTORTED = 1;
const STRONGLY_DISTORTED = 5;

/** More kinds of polyhedra in one net are not named. */
const MOST_NAMED_KINDS = 3;

/** Of more kinds it is told what they form together, first, and what each shares with its like, but not with each other. */
const MOST_DETAILED_KINDS = 4;

/** More kinds of surroundings of one anion are not listed. */
const MOST_ANION_PATTERNS = 2;

/** Begins the sentence on layers that nothing, or only weakly bound cations, joins. */
const LAYERED = 'It is layered';

/**
 * What a crystallographer would say of the structure, in English sentences: its polyhedra, what they share and the nets
 * that come of it, what each anion belongs to. Directions are those of the conventional cell.
 */
export function describe(analysis: MotifAnalysis): string {
  if (isAlloy(analysis)) {
    const begin = [introduction(analysis), ...structureTypeText(analysis)];
    return [...begin, ...alloyText(analysis), ...disorderText(analysis)].join(' ');
  }
  const kinds = polyhedraOf(analysis);
  const isLarge = kinds.length > MOST_DETAILED_KINDS;
  const strongNet = strongNetText(analysis, kinds);
  const whole = [
    ...strongNet,
    ...overallText(analysis, kinds, strongNet, isLarge),
    ...joinedText(analysis, (sites) => namesOf(kinds, sites)),
  ];
  const details = kinds.flatMap((kind, i) =>
    sharingText(analysis, kind, isLarge ? [] : kinds.slice(i + 1), kinds.length),
  );
  return [
    introduction(analysis),
    ...structureTypeText(analysis),
    ...orderedModelText(analysis),
    ...unitsText(analysis),
    ...surroundings(kinds),
    ...confidenceText(analysis),
    ...disorderText(analysis),
    ...bareText(analysis.sites),
    ...ambiguityText(analysis.sites),
    ...(isLarge ? [...whole, ...details] : [...details, ...whole]),
    ...anionText(analysis, kinds),
  ].join(' ');
}

function introduction({ chemicalFormula, spaceGroup: { symbol, crystalSystem } }: MotifAnalysis): string {
  return `${withSubscripts(chemicalFormula)} is ${crystalSystem} (space group ${spaceGroupText(symbol)}).`;
}

/** `It has the perovskite (GdFeO₃-type) structure; it is the mineral bridgmanite.` */
function structureTypeText({ prototype: { name, mineral, tolerance } }: MotifAnalysis): string[] {
  if (name === null) return [];
  const within = tolerance > SYMMETRY_TOLERANCE ? `Within ${tolerance} Å it` : 'It';
  const asMineral = mineral === null ? '' : `; it is the mineral ${mineral}`;
  return [`${within} has the ${withFormulas(name)} structure${asMineral}.`];
}

/**
 * `Ti⁴⁺ is in TiO₆ octahedra (Ti–O 1.95 Å) and Sr²⁺ in SrO₁₂ cuboctahedra (Sr–O 2.76 Å).` Of an element with several
 * oxidation states each polyhedron with its own: `Fe³⁺ is in FeO₄ tetrahedra (…), and Fe²⁺ and Fe³⁺ in FeO₆ octahedra (…)`.
 */
function surroundings(kinds: readonly Polyhedra[]): string[] {
  if (kinds.length === 0) return [];
  const groups = new Map<string, { readonly ions: readonly string[]; readonly own: Polyhedra[] }>();
  for (const kind of kinds) {
    const ions = ionsOf(kind);
    const key = `${kind.centre} ${ions.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ions, own: [kind] });
    else group.own.push(kind);
  }
  const parts = [...groups.values()].map(({ ions, own }, i) => {
    const verb = i > 0 ? '' : ions.length > 1 ? 'are ' : 'is ';
    return `${list(ions)} ${verb}in ${list(own.map((kind) => `${distortion(kind)}${many(kind)} (${bondLengths(kind)})`))}`;
  });
  return [`${list(parts)}.`];
}

/** `Fe²⁺`, `Fe³⁺`; the name alone where a state is unknown or not whole. */
function ionsOf({ centre, sites }: Polyhedra): string[] {
  const states = [...new Set(sites.map(({ oxidationState }) => oxidationState))];
  if (!states.every((state) => state !== null && Number.isInteger(state))) return [ionText(centre, null)];
  return states.sort((a, b) => a! - b!).map((state) => ionText(centre, state));
}

/** `The oxidation states are a guess that is not sure.` Nothing of those that the file gives, and of sure ones. */
function confidenceText({ ionConfidence, ionAssignment }: MotifAnalysis): string[] {
  if (ionAssignment !== 'guessed' || ionConfidence === 'sure') return [];
  return [`The oxidation states are a guess${ionConfidence === 'likely' ? '' : ', and not a sure one'}.`];
}

function distortion({ sites }: Polyhedra): string {
  const mean = sites.reduce((sum, { csm }) => sum + (csm ?? 0), 0) / sites.length;
  if (mean < DISTORTED) return '';
  return mean < STRONGLY_DISTORTED ? 'distorted ' : 'strongly distorted ';
}

/** `Pb–Cl 3.08–3.22 Å, Pb–F 2.53 Å`. */
function bondLengths({ centre, ligands, distances }: Polyhedra): string {
  return ligands
    .map((ligand) => `${withSubscripts(centre)}–${ligand} ${spanText(distances.get(ligand)!, 2)} Å`)
    .join(', ');
}

function bareText(sites: readonly MotifSite[]): string[] {
  const isBare = ({ ligands }: MotifSite) => ligands.length === 0;
  const elements = [...new Set(sites.filter(isBare).map(centreText))];
  const names = elements.map((element) => {
    const all = sites.filter((site) => centreText(site) === element);
    return all.every(isBare) ? element : `some ${element}`;
  });
  return names.length === 0 ? [] : [`No anion is close enough to be a ligand of ${list(names)}.`];
}

/** What these polyhedra share with each other and with the kinds after them. */
function sharingText(
  analysis: MotifAnalysis,
  kind: Polyhedra,
  others: readonly Polyhedra[],
  kindCount: number,
): string[] {
  const { connections } = analysis;
  const own = ownSharingText(analysis, kind);
  const foreign = others.flatMap((other) => {
    const sharings = sharingsOf(connections, kind, other);
    if (sharings.length === 0) return [];
    const parts = sharings.map(({ kind: what, least, most }) => ({
      what: sharedText(what, most),
      count: rangeWords(least, most),
      isOne: most === 1,
    }));
    const isOne = parts.at(-1)!.isOne;
    return `${list(parts.map(({ what, count }) => `${what} with ${count}`))} ${isOne ? one(other) : many(other)}`;
  });
  if (own === null && foreign.length === 0)
    return kindCount === 1 ? [`${capitalized(many(kind))} share no ligands.`] : [];
  if (own === null) {
    return [`${capitalized(many(kind))} share no ligands with each other; each shares ${list(foreign)}.`];
  }
  const first = `Each ${one(kind)} shares ${own}.`;
  return foreign.length === 0 ? [first] : [first, `It also shares ${list(foreign)}.`];
}

/**
 * The chains or sheets that are left without weakly bound cations: `It is layered: without the weakly bound Li, CoO₆
 * octahedra form sheets parallel to (001).` A framework where several kinds of polyhedra form it together.
 */
function strongNetText({ sites, connections, axes }: MotifAnalysis, kinds: readonly Polyhedra[]): string[] {
  const bonded = sites.filter(({ ligands }) => ligands.length > 0);
  const strong = new Set(stronglyBound(bonded).map(({ site }) => site));
  const weak = bonded.filter(({ element, site }) => element !== 'H' && !strong.has(site));
  if (weak.length === 0) return [];
  const inside = connections.filter(({ from, to }) => strong.has(from) && strong.has(to));
  const nets = componentsOf([...strong], inside, axes);
  const { dimensionality } = nets[0]!;
  if (dimensionality === 0) return [];
  if (dimensionality === 3 && !isMadeTogether(connections, kinds, strong)) return [];
  const highest = nets.filter((net) => net.dimensionality === dimensionality);
  const without = list([...new Set(weak.map((site) => withSubscripts(centreText(site))))]);
  const form = `${namesOf(kinds, strong)} form ${dimensionality === 3 ? frameworksText(highest) : orientedNets(highest)}`;
  return [`${dimensionality === 2 ? `${LAYERED}: without` : 'Without'} the weakly bound ${without}, ${form}.`];
}

/** Whether several kinds of these polyhedra form a framework, and none of them does alone. */
function isMadeTogether(
  connections: readonly Connection[],
  kinds: readonly Polyhedra[],
  strong: ReadonlySet<SiteIndex>,
): boolean {
  const own = kinds.filter(({ sites }) => sites.every(({ site }) => strong.has(site)));
  return own.length > 1 && own.every((kind) => ownNet(connections, kind) < 3);
}

/** `TiO₆ octahedra`: of the kinds whose polyhedra are all among these sites. */
function namesOf(kinds: readonly Polyhedra[], sites: ReadonlySet<SiteIndex>): string {
  const left = kinds.filter((kind) => kind.sites.every(({ site }) => sites.has(site)));
  if (left.length <= MOST_NAMED_KINDS) return list(left.map(many));
  return left.length === kinds.length ? 'the polyhedra' : 'the other polyhedra';
}

/** What all polyhedra make together, where that says more than what each kind makes, and `before` says of strongly bound ones. */
function overallText(
  { connectivityNets, connections }: MotifAnalysis,
  kinds: readonly Polyhedra[],
  before: readonly string[],
  isSummary: boolean,
): string[] {
  const subject = before.length === 0 ? 'Together they' : 'All polyhedra together';
  const whole = connectivityNets.find(({ connectivity }) => connectivity === 'any')!;
  const nets = whole.components.filter(({ dimensionality }) => dimensionality === whole.dimensionality);
  if (connections.length === 0) return kinds.length > 1 ? ['No two polyhedra share a ligand.'] : [];
  if (whole.dimensionality === 3) {
    const isSaid = kinds.length === 1 || (!isSummary && kinds.some((kind) => ownNet(connections, kind) === 3));
    return isSaid || before.some((text) => text.includes('framework'))
      ? []
      : [`${subject} form ${frameworksText(nets)}.`];
  }
  const noun = ['clusters', 'chains', 'sheets'][whole.dimensionality]!;
  const isLayered = whole.dimensionality === 2 && before.every((text) => !text.includes(LAYERED));
  if (kinds.length === 1) {
    if (whole.dimensionality === 0) return [];
    return [isLayered ? `${LAYERED}: the sheets share no ligands.` : `The ${noun} share no ligands.`];
  }
  const text = whole.dimensionality === 0 ? noun : orientedNets(nets);
  return [`${subject} form ${text} that share no ligands${isLayered ? ': it is layered' : ''}.`];
}

/** Dimensionality of the net that polyhedra of one kind make. */
function ownNet(connections: readonly Connection[], { sites }: Polyhedra): number {
  const own = sites.map(({ site }) => site);
  const members = new Set(own);
  const inside = connections.filter(({ from, to }) => members.has(from) && members.has(to));
  return componentsOf(own, inside)[0]!.dimensionality;
}

/** `Each O belongs to one MgO₄ tetrahedron and three AlO₆ octahedra.` */
function anionText(analysis: MotifAnalysis, kinds: readonly Polyhedra[]): string[] {
  const elements = elementsOfSites(analysis);
  const owners = new Map<SiteIndex, number[]>();
  kinds.forEach(({ sites }, kind) => {
    for (const { site } of sites.flatMap(({ ligands }) => ligands)) {
      const counts = owners.get(site) ?? kinds.map(() => 0);
      counts[kind]!++;
      owners.set(site, counts);
    }
  });
  const anions = [...owners].map(([site, counts]) => ({ element: elements.get(site)!, counts }));
  const free = freeAnions(analysis, elements, owners);
  const texts = [...new Set(anions.map(({ element }) => element))].flatMap((element) => {
    const own = anions.filter((anion) => anion.element === element).map(({ counts }) => counts);
    if (free.includes(element)) return [`Not every ${element} belongs to a polyhedron.`];
    const texts = new Set(own.map((counts) => ownersText(kinds, counts, counts)));
    if (texts.size === 1) return [`Each ${element} belongs to ${[...texts][0]}.`];
    const least = kinds.map((_, kind) => Math.min(...own.map((counts) => counts[kind]!)));
    const most = kinds.map((_, kind) => Math.max(...own.map((counts) => counts[kind]!)));
    const varying = kinds.filter((_, kind) => least[kind]! < most[kind]!).length;
    if (varying === 1) return [`Each ${element} belongs to ${ownersText(kinds, least, most)}.`];
    return texts.size > MOST_ANION_PATTERNS ? [] : [`${element} belongs to ${[...texts].join(', or to ')}.`];
  });
  const strangers = free.filter((element) => anions.every((anion) => anion.element !== element));
  return [...texts, ...strangers.map((element) => `${element} belongs to no polyhedron.`)];
}

/** Elements of sites that are neither centres, nor ligands of one, nor part of a unit. */
function freeAnions(
  { sites, units }: MotifAnalysis,
  elements: ReadonlyMap<SiteIndex, string>,
  owners: ReadonlyMap<SiteIndex, unknown>,
): string[] {
  const told = new Set([...sites, ...units.flatMap(({ atoms }) => atoms)].map(({ site }) => site));
  return [...new Set([...elements].flatMap(([site, element]) => (told.has(site) || owners.has(site) ? [] : element)))];
}

/** `one MgO₄ tetrahedron and two or three AlO₆ octahedra`. */
function ownersText(kinds: readonly Polyhedra[], least: readonly number[], most: readonly number[]): string {
  return list(
    kinds.flatMap((kind, i) => {
      if (most[i] === 0) return [];
      return [`${rangeWords(least[i]!, most[i]!)} ${most[i] === 1 ? one(kind) : many(kind)}`];
    }),
  );
}

/** `bent NO₂ units`. */
function many(kind: Polyhedra): string {
  return named(kind, plural(kind.shape.noun));
}

function one(kind: Polyhedra): string {
  return named(kind, kind.shape.noun);
}

function named({ formula, shape: { adjective } }: Polyhedra, noun: string): string {
  return `${adjective === undefined ? '' : `${adjective} `}${formula} ${noun}`;
}
