/** Trained models by the names of their files, and the one that ships. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Model } from './model.js';
import { ModelFileError, readModel } from './model-file.js';

/** `models/README.md` tells what it was trained on. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../models/amdnet-oxides.safetensors', import.meta.url));

/** Call `useBackend` before. @throws ModelFileError where the file is missing, damaged or something else */
export async function loadModel(file: string): Promise<Model> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ModelFileError(code === 'ENOENT' ? 'There is no such file.' : `It can't be read (${code}).`);
  }
  return readModel(bytes);
}
