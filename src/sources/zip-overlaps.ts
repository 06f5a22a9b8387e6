/**
 * Zip archives whose members lie on top of each other: a few bytes that a hundred thousand entries of the table point to
 * unpack to terabytes (Fifield, USENIX WOOT 2019, "A better zip bomb"). No program that packs files makes such ones.
 */
import { SourceError } from './item.js';

interface Entry {
  readonly relativeOffsetOfLocalHeader: number;
  readonly compressedSize: number;
}

/** Of a local header without the name and the extra fields, which would only make members longer. */
const HEADER_BYTES = 30;

/** @throws SourceError where two entries share bytes of the archive. */
export async function refuseOverlaps(entries: AsyncIterable<Entry>): Promise<void> {
  const starts: number[] = [];
  const ends: number[] = [];
  for await (const { relativeOffsetOfLocalHeader: start, compressedSize } of entries) {
    starts.push(start);
    ends.push(start + HEADER_BYTES + compressedSize);
  }
  const order = Uint32Array.from(starts.keys()).sort((a, b) => starts[a]! - starts[b]!);
  for (let i = 1; i < order.length; i++) {
    if (starts[order[i]!]! >= ends[order[i - 1]!]!) continue;
    throw new SourceError('Members of the archive overlap, as in malicious archives; pack the files again.');
  }
}
