/** Nets of polyhedra: which of them say something of their own, how they run on, and whose polyhedra are in them. */
import type { CrystalData, Site } from './site.js';

export type Net = NonNullable<CrystalData['nets']>[number];

/** Name in the address: `edge` of all strongly bound cations, `Al,corner` of an element, `Al-O:6,edge` of a motif. */
export function nameOf(net: Net): string {
  const kind = net.kind.toLowerCase();
  return net.isStrong ? kind : `${net.motifId ?? net.centres.join('+')},${kind}`;
}

/** What two nets have in common that are the same polyhedra. */
function extentOf({ kind, dimensionality, components, formula, along }: Net): string {
  return [kind, dimensionality, components, formula, along?.join(' ')].join('|');
}

/** Without nets that repeat another one: all kinds together where one kind makes the same, an element where its motif does. */
export function tellingNets(nets: readonly Net[]): readonly Net[] {
  const rank = (net: Net) => (net.motifId !== null ? 0 : net.isStrong ? 1 : 2);
  const kept: Net[] = [];
  for (const net of nets.toSorted((one, other) => rank(one) - rank(other))) {
    const repeats = kept.some((other) => extentOf(other) === extentOf(net));
    const alone = nets.some(
      (other) =>
        net.kind === 'ANY' &&
        other.kind !== 'ANY' &&
        other.motifId === net.motifId &&
        other.isStrong === net.isStrong &&
        other.centres.join() === net.centres.join() &&
        extentOf({ ...other, kind: 'ANY' }) === extentOf(net),
    );
    if (!repeats && !alone) kept.push(net);
  }
  return kept.sort(
    (one, other) => Number(other.isStrong) - Number(one.isStrong) || nets.indexOf(one) - nets.indexOf(other),
  );
}

/** `chains along a`, `sheets parallel to (001)`, `pairs`, `framework`. */
export function runsOnAs(net: Net): string {
  const { dimensionality, components, along } = net;
  if (dimensionality === 3) return components === 1 ? 'framework' : `${components} frameworks`;
  if (dimensionality === 2) return `sheets${along === null ? '' : ` parallel to (${indices(along)})`}`;
  if (dimensionality === 1) return `chains${along === null ? '' : ` along ${directionOf(along)}`}`;
  const size = clusterSize(net);
  return size === 2 ? 'pairs' : size === null ? 'clusters' : `clusters of ${size}`;
}

/** `a` for [100], otherwise the indices. */
function directionOf(along: readonly number[]): string {
  const axis =
    along.filter((index) => index !== 0).length === 1 ? 'abc'[along.findIndex((index) => index !== 0)] : undefined;
  return axis ?? `[${indices(along)}]`;
}

function indices(along: readonly number[]): string {
  const text = along.map((index) => String(index).replace('-', '−'));
  return text.join(along.some((index) => index < 0 || index > 9) ? ' ' : '');
}

/** Centres in the formula of a cluster, which has all of its atoms; null where they can't be told from ligands. */
function clusterSize({ formula, centres }: Net): number | null {
  const counts = [...formula.matchAll(/([A-Z][a-z]?)([\d.]*)/g)]
    .filter(([, element]) => centres.includes(element!))
    .map(([, , count]) => (count === '' ? 1 : Number(count)));
  const size = counts.reduce((sum, count) => sum + count, 0);
  return Number.isInteger(size) && size > 1 ? size : null;
}

/** Charge over number of ligands from which a cation counts as strongly bound (Pauling). */
const STRONG = 1 / 3;

/** Orbits of the polyhedra that a net joins. */
export function orbitsOf(net: Net, sites: readonly Site[]): ReadonlySet<number> {
  const isCentre = ({ element, occupants }: Site) =>
    net.centres.includes(element) || occupants.some((occupant) => net.centres.includes(occupant.element));
  let counting = sites.filter((site) => (net.motifId === null ? isCentre(site) : site.motifId === net.motifId));
  if (net.isStrong) {
    const strong = counting.filter(
      ({ oxidationState, coordinationNumber }) => (oxidationState ?? 0) / coordinationNumber >= STRONG - 1e-6,
    );
    if (strong.length > 0) counting = strong;
  }
  const orbits = new Set(counting.map(({ orbit }) => orbit));
  return new Set(
    counting
      .filter(({ connections }) =>
        connections?.some(
          ({ kind, partner }) => (net.kind === 'ANY' || kind === net.kind) && orbits.has(partner.orbit),
        ),
      )
      .map(({ orbit }) => orbit),
  );
}
