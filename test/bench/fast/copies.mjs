/**
 * A graph many times as large, to see what grows with it: `node test/bench/fast/copies.mjs EXPORT COPIES OUT` writes each
 * crystal of an export COPIES times, each time in a data set of its own under an id of its own, for `motifgraph import`. Refused
 * structures and vectors are left out; `motifgraph embed` places the copies.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { canonicalRecord, checksumOf, inKeyOrder } from '../../../dist/graph/checksum.js';
import { siteId } from '../../../dist/graph/record.js';
import { graphFileText, readGraphFile } from '../../../dist/pipeline/graph-file.js';

const [from, copies, to] = process.argv.slice(2);
const { header, entries } = await readGraphFile(createReadStream(from));
const crystals = header.crystals * Number(copies);
await pipeline(
  Readable.from(graphFileText({ ...header, crystals, sources: crystals }, copied())),
  createGzip({ level: 1 }),
  createWriteStream(to),
);

async function* copied() {
  for await (const { entry } of entries) {
    if (entry.kind !== 'crystal') continue;
    for (let n = 1; n <= Number(copies); n++) yield copyOf(entry, n);
  }
}

function copyOf({ checksum, source, kind, ...record }, n) {
  const dataset = `copy-${n}`;
  const id = `${record.crystal.id}~${dataset}`;
  const siteIds = new Map(record.sites.map((site) => [site.id, siteId(id, site.orbit)]));
  const copy = canonicalRecord({
    ...record,
    crystal: { ...record.crystal, id, dataset },
    sites: record.sites.map((site) => ({ ...site, id: siteIds.get(site.id), crystalId: id })),
    connections: record.connections.map((connection) => ({
      ...connection,
      fromSite: siteIds.get(connection.fromSite),
      toSite: siteIds.get(connection.toSite),
    })),
    contents: record.contents.map((content) => ({ ...content, crystalId: id })),
    predictions: record.predictions.map((prediction) => ({ ...prediction, crystalId: id })),
  });
  const place = `/${dataset}/${source?.file ?? record.crystal.file}`;
  return { kind, checksum: checksumOf(copy), source: source && inKeyOrder({ ...source, id, dataset, place }), ...copy };
}
