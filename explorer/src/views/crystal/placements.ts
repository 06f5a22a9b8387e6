/** The placement of a pattern that is lit: one that the address names, or one after the other of a pattern in it. */
import { useMemo } from 'preact/hooks';
import { useAddress } from '../../address/address.js';
import { type NamedPolyhedron, polyhedraOf } from '../../address/polyhedra.js';
import { useAnswer } from '../../graphql/client.js';
import { CrystalPlacementsDocument, type CrystalPlacementsQuery } from '../../graphql/generated/operations.js';
import type { Steps } from '../../structure/structure-view.js';
import { toPattern } from '../pattern/api-pattern.js';
import { readDrawing } from '../pattern/drawing-state.js';

export interface Placement {
  /** Empty: none is lit. */
  readonly polyhedra: readonly NamedPolyhedron[];
  /** Null without a pattern in the address. */
  readonly steps: Steps | null;
}

/** Placements of one answer. */
const PAGE = 50;

/** `?p=` is the pattern, `placement=` which one, from 1; `lit=` polyhedra, which need no question. */
export function usePlacement(id: string): Placement {
  const [parameters, change] = useAddress();
  const lit = parameters.get('lit');
  const named = useMemo(() => polyhedraOf(lit), [lit]);
  const text = parameters.get('p');
  const pattern = useMemo(() => {
    const { drawing, problem } = readDrawing(text ?? '');
    return problem === null && drawing.polyhedra.length > 0 ? toPattern(drawing) : null;
  }, [text]);
  const place = Math.max(1, Math.floor(Number(parameters.get('placement') ?? 1)) || 1) - 1;
  const after = PAGE * Math.floor(place / PAGE);
  const { data } = useAnswer(
    CrystalPlacementsDocument,
    { id, pattern: pattern ?? { sites: [] }, after, first: PAGE },
    { enabled: pattern !== null, keepPrevious: true },
  );
  const crystal = pattern === null ? null : data?.data.crystal;
  const placements = crystal?.placements;
  const sites = placements?.nodes[place - after]?.sites;
  const polyhedra = useMemo(
    () =>
      lit !== null || sites === undefined
        ? named
        : sites.map(({ index, image }): NamedPolyhedron => ({ index, image: [image[0]!, image[1]!, image[2]!] })),
    [lit, named, sites],
  );
  const count = crystal == null ? 0 : countOf(crystal, after);
  const steps = useMemo(
    (): Steps | null =>
      count < 2
        ? null
        : {
            at: place,
            count,
            go: (by) => {
              const next = (place + by + count) % count;
              change({ placement: next === 0 ? null : String(next + 1), lit: null }, 'replace');
            },
          },
    [place, count, change],
  );
  return { polyhedra, steps };
}

/** Placements in the cell as the file gives it, which those that are listed are of; `count` is that of the primitive cell. */
function countOf(
  { placements, atomCount, cellAtomCount }: NonNullable<CrystalPlacementsQuery['crystal']>,
  after: number,
): number {
  if (placements === null) return 0;
  if (!placements.hasMore) return after + placements.nodes.length;
  return Math.round((placements.count * (cellAtomCount ?? atomCount)) / atomCount);
}
