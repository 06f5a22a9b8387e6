/** Trained models on disk: safetensors, with what else a model is in the metadata, and a checksum over both. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Model, modelInfoSchema } from './model.js';
import { Parameters } from './parameters.js';
import { type NamedTensor, readSafetensors, writeSafetensors } from './safetensors.js';

const FORMAT = 'motifgraph-amdnet';
const VERSION = '3';

const metadataSchema = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  model: z.string(),
  sha256: z.string(),
});

export class ModelFileError extends Error {}

export function writeModel({ info, members }: Model): Buffer {
  const tensors = members.flatMap((parameters, member) =>
    parameters.entries.map(
      ([name, variable]): NamedTensor => ({
        name: `${member}/${name}`,
        shape: variable.shape,
        values: variable.dataSync<'float32'>() as Float32Array,
      }),
    ),
  );
  const model = JSON.stringify(info);
  return writeSafetensors({
    metadata: { format: FORMAT, version: VERSION, model, sha256: checksum(model, tensors) },
    tensors,
  });
}

/** Call `useBackend` before. @throws ModelFileError where the file is missing, damaged or something else */
export async function loadModel(file: string): Promise<Model> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ModelFileError(code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`);
  }
  return readModel(bytes);
}

/** @throws ModelFileError where the file is damaged, of another kind, or of another version */
export function readModel(bytes: Buffer): Model {
  const { metadata, tensors } = parsed(bytes);
  const { version, model, sha256 } = metadata;
  if (version !== VERSION)
    throw new ModelFileError(`It has format version ${version}; this Motifgraph reads version ${VERSION}.`);
  if (checksum(model, tensors) !== sha256) throw new ModelFileError('It is damaged: its checksum does not match.');
  const { data: info } = modelInfoSchema.safeParse(JSON.parse(model));
  if (info === undefined) throw new ModelFileError('Its metadata are missing.');
  const members = Array.from({ length: info.members }, (_, member) => {
    const prefix = `${member}/`;
    return Parameters.from(
      tensors
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, shape, values }) => [name.slice(prefix.length), shape, values]),
    );
  });
  return { info, members };
}

function parsed(bytes: Buffer) {
  try {
    const { metadata, tensors } = readSafetensors(bytes);
    return { metadata: metadataSchema.parse(metadata), tensors };
  } catch {
    throw new ModelFileError('It is not a Motifgraph model, or it is damaged.');
  }
}

function checksum(model: string, tensors: readonly NamedTensor[]): string {
  const hash = createHash('sha256').update(model);
  for (const { name, shape, values } of tensors) {
    hash.update(`${name} [${shape}]`).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
