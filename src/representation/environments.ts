/**
 * The environments of a motif: what the columns of the motif environment matrix stand for (Banjade et al. 2021, after
 * Zhou et al. 2018). The literature allows two readings of "the rest of the crystal"; models/README.md tells which
 * one ships.
 */
import { CONNECTION_KINDS } from '../motif/analysis.js';
import { type CrystalMotifs, type MotifSite, type Ties, tiesOfGroups } from './crystal-motifs.js';

export const ENVIRONMENT_KINDS = ['connections', 'crystal'] as const;
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

/** Environments of each motif of a crystal, without repetition. */
export function environmentsOf(crystal: CrystalMotifs, kind: EnvironmentKind): ReadonlyMap<string, readonly string[]> {
  return kind === 'connections' ? connectionEnvironments(crystal) : crystalEnvironments(crystal);
}

/**
 * By connections: one environment for each kind of connection and shape of partner, with the number of such partners of
 * a site (`8 corner O:6`), and one for the numbers of all partners by kind (`8 corner, 2 edge, 0 face`). The partner's
 * element stays out of it: with it nearly every compound would be an environment of its own.
 */
function connectionEnvironments(crystal: CrystalMotifs): ReadonlyMap<string, readonly string[]> {
  const groups = tiesOfGroups(crystal, ({ motif }) => motif, partnerShape);
  return new Map(
    [...groups].map(([motif, { ties }]) => [
      motif,
      [...ties.map(({ kind, partner, perSite }) => `${partners(perSite)} ${kind} ${partner}`), totalsByKind(ties)],
    ]),
  );
}

/** By crystal: the set of all its other motifs. */
function crystalEnvironments(crystal: CrystalMotifs): ReadonlyMap<string, readonly string[]> {
  const motifs = [...new Set(crystal.sites.flatMap(({ motif }) => motif ?? []))].sort();
  return new Map(motifs.map((motif) => [motif, [`with ${motifs.filter((other) => other !== motif).join(' + ')}`]]));
}

/** `O:6`, or `of no shape` for a site without a motif. */
export function partnerShape({ geometry }: MotifSite): string {
  return geometry ?? 'of no shape';
}

/** A mean number of partners: whole, or `<1` where most sites have none. */
export function partners(perSite: number): string {
  return perSite < 0.5 && perSite > 0 ? '<1' : String(Math.round(perSite));
}

/** `8 corner, 2 edge, 0 face`. */
export function totalsByKind(ties: readonly Ties[]): string {
  return CONNECTION_KINDS.map((kind) => {
    const total = ties.filter((tie) => tie.kind === kind).reduce((sum, { perSite }) => sum + perSite, 0);
    return `${partners(total)} ${kind}`;
  }).join(', ');
}
