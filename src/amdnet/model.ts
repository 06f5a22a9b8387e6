/** A trained model: one or several sets of parameters of one network, and what is needed to read their answers. */
import { z } from 'zod';
import { dualNetwork } from './networks/dual.js';
import type { Network } from './networks/network.js';
import { paperNetwork } from './networks/paper.js';
import type { Parameters } from './parameters.js';
import { NUMBERS, PROPERTIES, perNumber } from './properties.js';
import { scaleNames } from './scales.js';

/** Which network, by name and size. */
const networkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paper') }),
  z.object({
    kind: z.literal('dual'),
    width: z.int().positive(),
    atomLayers: z.int().positive(),
    /** 0: the atom graph alone. */
    motifLayers: z.int().nonnegative(),
  }),
]);
export type NetworkSettings = z.infer<typeof networkSchema>;

export function networkOf(settings: NetworkSettings): Network {
  return settings.kind === 'paper' ? paperNetwork : dualNetwork(settings);
}

const scalesSchema = z.object(
  Object.fromEntries(
    NUMBERS.map(scaleNames).flatMap(({ offset, unit }) => [
      ...(offset === null ? [] : [[offset, z.number()] as const]),
      [unit, z.number().positive()] as const,
    ]),
  ),
);

/**
 * A stated interval is ± factor · (floor + standard deviation of the members' answers), in the property's unit; it holds 90 % of the
 * validation set (split conformal prediction; Lei 2018).
 */
const intervalSchema = z.object({ factor: z.number().nonnegative(), floor: z.number().positive() });

/** See `metalLogOdds`. */
const metalOddsSchema = z.object({ odds: z.number(), gap: z.number(), offset: z.number() });
export type MetalOdds = z.infer<typeof metalOddsSchema>;

export const modelInfoSchema = z.object({
  name: z.string(),
  /** Of the shipped weights; training again raises it. */
  version: z.string(),
  network: networkSchema,
  members: z.int().positive(),
  scales: scalesSchema,
  intervals: z.object(perNumber(() => intervalSchema)),
  metal: metalOddsSchema,
  /** The members' mean answer over the training data, see `Output`. */
  means: z.array(z.number()).length(PROPERTIES.length),
  /** What the training data hold; see `Domain`. */
  domain: z.object({
    crystals: z.int().nonnegative(),
    elements: z.record(z.string(), z.int()),
    motifs: z.record(z.string(), z.int()),
    nearest: z.record(z.string(), z.tuple([z.number(), z.number()])),
  }),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;
export type Interval = z.infer<typeof intervalSchema>;

export interface Model {
  readonly info: ModelInfo;
  readonly members: readonly Parameters[];
}
