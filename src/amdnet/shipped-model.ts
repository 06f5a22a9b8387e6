import { fileURLToPath } from 'node:url';

/** The trained model that ships; `models/README.md` tells what it was trained on. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../../models/amdnet-oxides.safetensors', import.meta.url));
