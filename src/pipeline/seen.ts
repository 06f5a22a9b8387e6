/** What a run has found of the files that it was given: what earlier runs stored from there, and is gone, can be told. */
import { stat } from 'node:fs/promises';
import type { SourceNode } from '../graph/model.js';
import type { Ledger } from './ledger.js';

/** Structures that stay in the graph, because it can't be told whether their files are gone from a folder or an archive. */
export interface Spared {
  readonly place: string;
  readonly structures: number;
}

export class Seen {
  private readonly ids = new Set<string>();
  /** Files that could be read. */
  private readonly readable = new Set<string>();
  /** Files, folders and archives that could not be read. */
  private readonly unreadable = new Set<string>();
  /** Folders and archives that hold no structure. */
  private readonly empty = new Set<string>();

  /** @param place of the file, as in the ledger. */
  opened(id: string, place: string): void {
    this.ids.add(id);
    this.readable.add(place);
  }

  unopened(place: string, code: string): void {
    if (code === 'NO_STRUCTURE') this.empty.add(place);
    else this.unreadable.add(place);
  }

  /**
   * Rows of files that are gone, some at a time, and at the end what was spared.
   *
   * @param places absolute names of files, folders and archives that the run was given.
   */
  async *gone(
    ledger: Ledger,
    { places, keepUnreadable }: { readonly places: readonly string[]; readonly keepUnreadable: boolean },
  ): AsyncGenerator<SourceNode[], Spared[]> {
    const spared = new Map<string, number>();
    // An empty place that was asked for may be a disk that is not there.
    const keeping = new Set([...this.unreadable, ...places.filter((place) => this.empty.has(place))]);
    for (const root of outermost(keepUnreadable ? places : [...places, ...this.unreadable])) {
      const isFolder = (await stat(root).catch(() => null))?.isDirectory() === true;
      for await (const rows of ledger.below(root)) {
        const gone = rows.filter(({ id, place }) => {
          if (this.ids.has(id) || this.readable.has(place)) return false;
          // `folder:x.cif` is no member of an archive.
          if (isFolder && place.startsWith(`${root}:`)) return false;
          const kept = keepUnreadable ? around(place).find((candidate) => keeping.has(candidate)) : undefined;
          if (kept !== undefined && kept !== place) spared.set(kept, (spared.get(kept) ?? 0) + 1);
          return kept === undefined;
        });
        if (gone.length > 0) yield gone;
      }
    }
    return [...spared].map(([place, structures]) => ({ place, structures }));
  }
}

/** Without those that lie in others. */
function outermost(places: readonly string[]): string[] {
  const all = new Set(places);
  return [...all].filter((place) => !around(place).some((other) => other !== place && all.has(other)));
}

/** A file, and the archives and folders that it lies in. */
function around(place: string): string[] {
  const ends = [...place.matchAll(/[:/\\]/g)].map(({ index }) => index);
  return [place, ...ends.flatMap((end) => [place.slice(0, end), place.slice(0, end + 1)])];
}
