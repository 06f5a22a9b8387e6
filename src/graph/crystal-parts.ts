/**
 * A crystal's sites, their connections and its motifs, which the graph keeps beside their nodes in one text: reading it
 * takes a tenth of the time that reading them from some hundred nodes and relationships does.
 */
import { GraphError } from './errors.js';
import type { CrystalRecord, MotifContent, MotifSiteNode, SiteConnection } from './model.js';
import { packed, unpacked } from './packed.js';
import { compareTexts } from './projection/order.js';

export interface CrystalParts {
  /** By orbit. */
  readonly sites: readonly MotifSiteNode[];
  /** As seen from either end, nearest first. */
  readonly connections: readonly SiteConnection[];
  /** By the motif's id. */
  readonly contents: readonly MotifContent[];
}

/** Of a crystal that is not there. */
export const NO_PARTS: CrystalParts = { sites: [], connections: [], contents: [] };

export function partsOf({ sites, connections, contents }: CrystalRecord): CrystalParts {
  return {
    sites: sites.toSorted((a, b) => a.orbit - b.orbit),
    connections: connections.toSorted(
      (a, b) => a.distance - b.distance || compareTexts(a.toSite, b.toSite) || compareTexts(a.kind, b.kind),
    ),
    contents: contents.toSorted((a, b) => compareTexts(a.motifId, b.motifId)),
  };
}

/** The connections of each site, by its id, in the order of the sites. */
export function connectionsBySite({
  sites,
  connections,
}: CrystalParts): ReadonlyMap<string, readonly SiteConnection[]> {
  const bySite = new Map<string, SiteConnection[]>(sites.map(({ id }) => [id, []]));
  for (const connection of connections) bySite.get(connection.fromSite)?.push(connection);
  return bySite;
}

/** A text of LadybugDB is in one page of 256 KiB, and no longer. */
const CHARACTERS_IN_TEXT = 100_000;

export function packedParts(parts: CrystalParts): string[] {
  const text = packed(parts);
  return Array.from({ length: Math.ceil(text.length / CHARACTERS_IN_TEXT) }, (_, i) =>
    text.slice(i * CHARACTERS_IN_TEXT, (i + 1) * CHARACTERS_IN_TEXT),
  );
}

/** @throws GraphError DAMAGED where the texts are not what `packedParts` makes */
export function unpackedParts(id: string, texts: readonly string[]): CrystalParts {
  try {
    return unpacked(texts.join('')) as CrystalParts;
  } catch (error) {
    const message = `The graph holds no proper sites of the crystal ${id}; \`motifgraph verify\` tells what else is damaged.`;
    throw new GraphError('DAMAGED', message, { cause: error });
  }
}

/** The crystal of a site: `rutile` of `rutile/0`. */
export function crystalOfSite(siteId: string): string {
  return siteId.slice(0, siteId.lastIndexOf('/'));
}
