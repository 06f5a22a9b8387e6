/** A representation as text (compressed JSON), for the graph and for `models/`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { ENVIRONMENT_KINDS } from './environments.js';
import { fromFixedPoint, toFixedPoint } from './fixed-point.js';
import { LatentSpace } from './latent-space.js';
import { MotifVectors } from './motif-vectors.js';
import type { Representation } from './representation.js';
import { atOnce } from './steps.js';

/** Of the format, and of what features are; a file of another one is refused. */
const VERSION = 4;

const fixedPoint = z.object({ scale: z.number(), steps: z.string() });
const latentSpace = z.object({
  features: z.array(z.string()),
  weights: z.array(z.number()),
  dimensions: z.int().positive(),
  components: fixedPoint,
});
const learnedMotif = z.object({
  id: z.string(),
  element: z.string(),
  geometry: z.string(),
  crystals: z.int().positive(),
  x: z.number(),
  y: z.number(),
  cluster: z.int(),
  /** Crystals by index of the environment among the features. */
  environments: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])),
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
  motifs: z.array(z.unknown()),
  motifSpace: latentSpace,
  framework: latentSpace,
  chemistry: latentSpace,
});
type LearnedMotif = z.infer<typeof learnedMotif>;
type Content = Omit<z.infer<typeof file>, 'motifs'> & { readonly motifs: readonly LearnedMotif[] };

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
  let text: string;
  try {
    text = gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw damaged(error);
  }
  return atOnce(readingSteps(text));
}

/** The file's text, decompressed outside of this thread. @throws RepresentationFileError */
export async function representationText(bytes: Uint8Array): Promise<string> {
  try {
    return (await promisify(gunzip)(bytes)).toString('utf8');
  } catch (error) {
    throw damaged(error);
  }
}

/** From the text to the representation, in steps for who has other things to do between. @throws RepresentationFileError */
export function* readingSteps(text: string): Generator<void, Representation> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
  yield;
  const content = checked(file, json);
  yield;
  const motifs: LearnedMotif[] = [];
  for (const [i, motif] of content.motifs.entries()) {
    motifs.push(checked(learnedMotif, motif, ['motifs', i]));
    yield;
  }
  const { motifs: _, motifSpace, framework, chemistry, ...rest } = content;
  const space = spaceOf(motifSpace);
  yield;
  const frameworkSpace = spaceOf(framework);
  yield;
  const chemistrySpace = spaceOf(chemistry);
  yield;
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
    framework: frameworkSpace,
    chemistry: chemistrySpace,
  };
}

function damaged(cause: unknown): RepresentationFileError {
  return new RepresentationFileError('It is damaged, or not a file of vectors.', { cause });
}

function checked<Value>(schema: z.ZodType<Value>, json: unknown, path: readonly (string | number)[] = []): Value {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = [...path, ...(issue?.path ?? [])].join('.');
  throw new RepresentationFileError(`It is not a file of vectors of version ${VERSION} (${place}: ${issue?.message}).`);
}

function spaceContent({ state: { components, features, weights, dimensions } }: LatentSpace): Content['framework'] {
  return { features: [...features], weights: [...weights], dimensions, components: toFixedPoint(components) };
}

function spaceOf({ components, ...state }: Content['framework']): LatentSpace {
  return new LatentSpace({ ...state, components: fromFixedPoint(components) });
}
