/**
 * What a crystal is described by, in three readings: its framework, whatever the elements; its chemistry, whatever the
 * framework; and the order parameters of its sites.
 */
import { greatestCommonDivisor } from '../crystal/integers.js';
import { FINGERPRINT_LABELS } from '../motif/crystalnn/fingerprint.js';
import { periodicPlaceOf } from './chemistry.js';
import { type CrystalMotifs, type MotifSite, tiesOfGroups } from './crystal-motifs.js';
import { partnerShape, partners, totalsByKind } from './environments.js';
import { type Features, type LatentSpace, type Shared } from './latent-space.js';
import { unit } from './vectors.js';

/**
 * What stoichiometry and size of the cell, and what the space group count beside a shape that all sites have. More finds
 * more crystals of the same prototype, and after them crystals that have nothing else in common.
 */
const PROTOTYPE_WEIGHT = 2;
const SPACE_GROUP_WEIGHT = 0.5;
/** Of an order parameter that is 1 at all sites. Common as they are, they would count for little. */
const ORDER_WEIGHT = 3;
/** Smaller means and deviations of order parameters are none. */
const LEAST_ORDER = 0.01;
/** Of the means, and of the deviations behind them. */
const ORDER_NAMES = ['mean', 'deviation of'].flatMap((what) => FINGERPRINT_LABELS.map((label) => `${what} ${label}`));
const ORDERS: ReadonlySet<string> = new Set(ORDER_NAMES);

/**
 * Of each symmetry orbit of cations its shape, with its symmetry and the numbers of its ligands, and its connections by
 * kind, partner and number, each by the share of cation sites that it holds for; the same of coordination numbers, which
 * distortions change less than shapes; order parameters, which they change step by step; stoichiometry, space group and
 * atoms of the primitive cell. No element is in it, only whether partners, or ligands, are of the same element.
 */
export function frameworkFeatures(crystal: CrystalMotifs): Features {
  const features = new Map<string, number>();
  const total = crystal.sites.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  for (const nameOf of [partnerShape, coordination]) {
    const partnerOf = (partner: MotifSite, { element }: MotifSite) =>
      `${nameOf(partner)} of ${partner.element === element ? 'the same' : 'another'} element`;
    for (const [site, { sites, ties }] of tiesOfGroups(crystal, (site) => site, partnerOf)) {
      const [name, share] = [nameOf(site), sites / total];
      add(features, name, share);
      add(features, `${name}: ${totalsByKind(ties)}`, share);
      for (const { kind, partner, perSite } of ties) {
        add(features, `${name}: ${kind} ${partner}`, share);
        add(features, `${name}: ${partners(perSite)} ${kind} ${partner}`, share);
      }
    }
  }
  for (const site of crystal.sites) {
    const [name, share] = [partnerShape(site), site.multiplicity / total];
    add(features, `${name} at ${site.siteSymmetry}`, share);
    if (site.ligandNumbers.length > 1) add(features, `${name} of ${site.ligandNumbers.join('+')} ligands`, share);
  }
  for (const [i, amount] of orderParameters(crystal.sites).entries()) {
    if (amount > LEAST_ORDER) add(features, ORDER_NAMES[i]!, ORDER_WEIGHT * amount);
  }
  add(features, stoichiometry(crystal, total), PROTOTYPE_WEIGHT);
  add(features, `${crystal.atomCount} atoms`, PROTOTYPE_WEIGHT);
  add(features, `space group ${crystal.spaceGroupNumber}`, SPACE_GROUP_WEIGHT);
  return features;
}

/** `AB2, 1 cation to 2 others`: Cu2O is of another kind than TiO2. */
function stoichiometry({ anonymousFormula, atomCount }: CrystalMotifs, cations: number): string {
  const others = atomCount - cations;
  const unit = greatestCommonDivisor(cations, others);
  const counted = (count: number, what: string) => `${count / unit} ${what}${count === unit ? '' : 's'}`;
  return `${anonymousFormula}, ${counted(cations, 'cation')} to ${counted(others, 'other')}`;
}

/** `CN 6`. */
function coordination({ geometry }: MotifSite): string {
  return `CN ${geometry?.split(':')[1] ?? 'unknown'}`;
}

/** Elements and their groups of the periodic table by atomic fraction, oxidation states by the share of cation sites. */
export function chemistryFeatures(crystal: CrystalMotifs): Features {
  const features = new Map<string, number>();
  for (const [element, fraction] of Object.entries(crystal.composition)) {
    add(features, element, fraction);
    add(features, `group ${periodicPlaceOf(element).group}`, fraction);
  }
  const total = crystal.sites.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  for (const { element, oxidationState, multiplicity } of crystal.sites) {
    if (oxidationState !== null) add(features, `${element} ${oxidationState.toFixed(1)}+`, multiplicity / total);
  }
  return features;
}

/**
 * Means and standard deviations of the sites' order parameters (as `SiteStatsFingerprint`, L. Ward et al., Comput. Mater.
 * Sci. 152, 60 (2018)), of length 1; null where the graph holds no order parameters.
 */
export function fingerprintVector(sites: readonly MotifSite[]): Float32Array | null {
  return unit(orderParameters(sites));
}

/** What each order parameter adds to the cosine of two fingerprints, most first. */
export function sharedOrder(a: readonly MotifSite[], b: readonly MotifSite[]): Shared[] {
  const [one, other] = [fingerprintVector(a), fingerprintVector(b)];
  if (one === null || other === null) return [];
  return ORDER_NAMES.map((feature, i) => ({ feature, share: one[i]! * other[i]! }))
    .filter(({ share }) => share > 0)
    .sort((x, y) => y.share - x.share);
}

/** What two frameworks have in common, most telling first; the order parameters, each of which tells little, as one. */
export function sharedFramework(space: LatentSpace, a: Features, b: Features): Shared[] {
  const shared = space.shared(a, b);
  const order = shared.filter(({ feature }) => ORDERS.has(feature)).reduce((sum, { share }) => sum + share, 0);
  return [...shared.filter(({ feature }) => !ORDERS.has(feature)), { feature: 'order parameters', share: order }]
    .filter(({ share }) => share > 0)
    .sort((x, y) => y.share - x.share);
}

/** Means and standard deviations over all sites that have order parameters, as `ORDER_NAMES`; empty where none has. */
function orderParameters(sites: readonly MotifSite[]): number[] {
  const described = sites.filter(({ fingerprint }) => fingerprint.length > 0);
  const total = described.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  const means = new Float64Array(described[0]?.fingerprint.length ?? 0);
  const squares = new Float64Array(means.length);
  for (const { fingerprint, multiplicity } of described) {
    for (let i = 0; i < means.length; i++) {
      means[i]! += (fingerprint[i]! * multiplicity) / total;
      squares[i]! += (fingerprint[i]! ** 2 * multiplicity) / total;
    }
  }
  return [...means, ...squares.map((square, i) => Math.sqrt(Math.max(0, square - means[i]! ** 2)))];
}

function add(features: Map<string, number>, feature: string, amount: number): void {
  features.set(feature, (features.get(feature) ?? 0) + amount);
}
