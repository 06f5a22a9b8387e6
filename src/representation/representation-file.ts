/** A representation as text (compressed JSON), for the graph and for `models/`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { ENVIRONMENT_KINDS } from './environments.js';
import { fromFixedPoint, toFixedPoint } from './fixed-point.js';
import { LatentSpace } from './latent-space.js';
import { MotifVectors } from './motif-vectors.js';
import type { Representation } from './representation.js';

/** Of the format, and of what features are; a file of another one is refused. */
const VERSION = 4;

const fixedPoint = z.object({ scale: z.number(), steps: z.string() });
const latentSpace = z.object({
  features: z.array(z.string()),
  weights: z.array(z.number()),
  dimensions: z.int().positive(),
  components: fixedPoint,
});
const file = z.object({
  format: z.literal('motifgraph-representation'),
  version: z.literal(VERSION),
  source: z.string(),
  settings: z.object({
    environment: z.enum(ENVIRONMENT_KINDS),
    dimensions: z.int().positive(),
    leastCrystals: z.int().positive(),
    crystalDimensions: z.int().positive(),
    seed: z.int(),
  }),
  crystals: z.int().nonnegative(),
  motifTypes: z.int().nonnegative(),
  motifs: z.array(
    z.object({
      id: z.string(),
      element: z.string(),
      geometry: z.string(),
      crystals: z.int().positive(),
      x: z.number(),
      y: z.number(),
      cluster: z.int(),
      /** Crystals by index of the environment among the features. */
      environments: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])),
    }),
  ),
  motifSpace: latentSpace,
  framework: latentSpace,
  chemistry: latentSpace,
});
type Content = z.infer<typeof file>;

/** The file that ships: `models/README.md` tells what it was learned from. */
export const SHIPPED_FILE = fileURLToPath(new URL('../../models/motif-vectors.json.gz', import.meta.url));

export async function shippedRepresentation(): Promise<Representation> {
  return readRepresentation(await readFile(SHIPPED_FILE));
}

/** The file is no representation, damaged, or of another version. */
export class RepresentationFileError extends Error {
  override readonly name = 'RepresentationFileError';
}

export function writeRepresentation(representation: Representation): Buffer {
  const { source, settings, crystals, motifTypes, motifs, motifMap, framework, chemistry } = representation;
  const features = new Map(motifs.space.state.features.map((feature, i) => [feature, i]));
  const content: Content = {
    format: 'motifgraph-representation',
    version: VERSION,
    source,
    settings,
    crystals,
    motifTypes,
    motifs: motifs.motifs.map(({ environments, ...motif }, i) => ({
      ...motif,
      x: motifMap.positions[2 * i]!,
      y: motifMap.positions[2 * i + 1]!,
      cluster: motifMap.clusters[i]!,
      environments: [...environments].flatMap(([feature, count]): [number, number][] => {
        const index = features.get(feature);
        return index === undefined ? [] : [[index, count]];
      }),
    })),
    motifSpace: spaceContent(motifs.space),
    framework: spaceContent(framework),
    chemistry: spaceContent(chemistry),
  };
  return gzipSync(JSON.stringify(content), { level: 9 });
}

/** @throws RepresentationFileError */
export function readRepresentation(bytes: Uint8Array): Representation {
  let json: unknown;
  try {
    json = JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch (error) {
    throw new RepresentationFileError('It is damaged, or no representation.', { cause: error });
  }
  const parsed = file.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RepresentationFileError(
      `It is no representation of version ${VERSION} (${issue?.path.join('.')}: ${issue?.message}).`,
    );
  }
  const { motifs, motifSpace, framework, chemistry, ...rest } = parsed.data;
  const space = spaceOf(motifSpace);
  return {
    ...rest,
    motifs: MotifVectors.of(
      motifs.map(({ id, element, geometry, crystals, environments }) => ({
        id,
        element,
        geometry,
        crystals,
        environments: new Map(environments.map(([index, count]) => [motifSpace.features[index]!, count])),
      })),
      space,
    ),
    motifMap: {
      positions: Float64Array.from(motifs.flatMap(({ x, y }) => [x, y])),
      clusters: Int32Array.from(motifs, ({ cluster }) => cluster),
    },
    framework: spaceOf(framework),
    chemistry: spaceOf(chemistry),
  };
}

function spaceContent({ state: { components, features, weights, dimensions } }: LatentSpace): Content['framework'] {
  return { features: [...features], weights: [...weights], dimensions, components: toFixedPoint(components) };
}

function spaceOf({ components, ...state }: Content['framework']): LatentSpace {
  return new LatentSpace({ ...state, components: fromFixedPoint(components) });
}
