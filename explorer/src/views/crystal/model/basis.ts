/** What a prediction rests on, as a sum: the mean of the training data, contributions, the value. */
import type { Answer, ApiFailure } from '../../../graphql/client.js';
import type { CrystalBasesFragment, PredictedProperty } from '../../../graphql/generated/operations.js';
import { labelOf, type Site } from './site.js';

export type Basis = NonNullable<NonNullable<CrystalBasesFragment['predictions']>[number]['basis']>;

export interface Part {
  readonly key: string;
  /** `ATOM`: of these atoms; `MOTIF`: of polyhedra of this motif; `REST`: of all that are not listed. */
  readonly of: 'ATOM' | 'MOTIF' | 'REST';
  readonly element: string;
  readonly motifId: string | null;
  /** Symmetry orbits that are summed. */
  readonly orbits: readonly number[];
  /** `Al2` of the one cation that contributes; null for several, and for anions. */
  readonly label: string | null;
  readonly value: number;
}

/**
 * Contributions of equal atoms summed (all oxygens, all Al in AlO6), largest first; small ones together where there are
 * more than `most`, so that the parts still sum up to the whole.
 */
export function contributionsOf({ contributions }: Basis, sites: readonly Site[], most = 10): readonly Part[] {
  const siteOf = new Map(sites.map((site) => [site.orbit, site]));
  const parts = new Map<string, Part>();
  for (const { by, orbit, element, value } of contributions ?? []) {
    const site = siteOf.get(orbit);
    const motifId = site?.motifId ?? null;
    const key = `${by} ${motifId ?? element}`;
    const before = parts.get(key);
    parts.set(key, {
      key,
      of: by,
      element,
      motifId,
      orbits: [...(before?.orbits ?? []), orbit],
      label: before === undefined && site !== undefined ? labelOf(site) : null,
      value: value + (before?.value ?? 0),
    });
  }
  const sorted = [...parts.values()].sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  if (sorted.length <= most) return sorted;
  const rest = sorted.slice(most - 1);
  return [
    ...sorted.slice(0, most - 1),
    {
      key: 'REST',
      of: 'REST',
      element: '',
      motifId: null,
      orbits: rest.flatMap(({ orbits }) => orbits),
      label: null,
      value: rest.reduce((sum, { value }) => sum + value, 0),
    },
  ];
}

/** A bar of the waterfall: where it begins and ends. */
export interface Step {
  readonly from: number;
  readonly to: number;
}

/** The mean, each part where the one before ended, and the whole from 0. */
export function stepsOf(
  { mean, value }: Basis,
  parts: readonly Part[],
): { mean: Step; parts: readonly Step[]; whole: Step } {
  let end = mean;
  const steps = parts.map((part) => {
    const from = end;
    end += part.value;
    return { from, to: end };
  });
  return { mean: { from: 0, to: mean }, parts: steps, whole: { from: 0, to: value } };
}

/** By property; undefined while they are computed; why there are none. */
export type Bases = ReadonlyMap<PredictedProperty, Basis | null> | { readonly why: string } | undefined;

export function basesOf(
  answer: Answer<{ crystal: CrystalBasesFragment | null }> | undefined,
  failure: ApiFailure | null,
): Bases {
  const errors = failure?.errors ?? answer?.errors ?? [];
  if (errors.length > 0) return { why: [...new Set(errors.map(({ message }) => message))].join(' ') };
  if (answer === undefined) return undefined;
  return new Map((answer.data.crystal?.predictions ?? []).map(({ property, basis }) => [property, basis]));
}
