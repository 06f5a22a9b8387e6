/**
 * Values that are read as a whole, as texts of the graph: JSON, compressed (deflate), in Base64. LadybugDB holds a text in
 * one page of 256 KiB, which plain JSON of a crystal with thousands of atoms would not fit into.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

export function packed(value: object): string {
  return deflateRawSync(JSON.stringify(value)).toString('base64');
}

/** @throws Error where the text is not what `packed` makes */
export function unpacked(text: string): unknown {
  return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
}
