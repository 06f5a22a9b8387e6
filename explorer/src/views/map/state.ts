/** What the address of the map says, and how it changes. */
import { useMemo } from 'preact/hooks';
import { type Changes, type Step, useDraggedAddress } from '../../address/address.js';
import { formatPolygon, parsePolygon, type Polygon } from '../../address/polygon.js';
import { formatView, parseView, type View } from '../../scatter/geometry.js';
import { COLOURS, type ColourBy } from './colouring.js';
import type { MapOf } from './data.js';

export interface MapState {
  readonly of: MapOf;
  readonly colourBy: ColourBy;
  /** Entries of the legend that are lit alone. */
  readonly only: string | null;
  readonly search: string;
  readonly lasso: Polygon | null;
  readonly view: View | null;
  /** Rows in place of the points. */
  readonly isTable: boolean;
}

export interface MapChange {
  of: (of: MapOf) => void;
  colourBy: (by: ColourBy) => void;
  /** @param isDone false while a range is dragged */
  only: (only: string | null, isDone?: boolean) => void;
  search: (text: string) => void;
  lasso: (polygon: Polygon | null) => void;
  view: (view: View | null) => void;
  table: (isTable: boolean) => void;
  /** All points are chosen again. */
  clear: () => void;
}

export function useMapState(): readonly [MapState, MapChange] {
  const [parameters, change, drag] = useDraggedAddress();
  const state = useMemo(() => stateOf(parameters), [parameters]);
  const changes = useMemo(() => changesOf(change, drag), [change, drag]);
  return [state, changes];
}

export function stateOf(parameters: URLSearchParams): MapState {
  const of = parameters.get('of') === 'motifs' ? 'motifs' : 'crystals';
  const colour = COLOURS.find((by) => by === parameters.get('colour')) ?? 'shape';
  return {
    of,
    colourBy: of === 'motifs' && colour === 'gap' ? 'shape' : colour,
    only: parameters.get('only'),
    search: parameters.get('q') ?? '',
    lasso: parsePolygon(parameters.get('lasso')),
    view: parseView(parameters.get('view')),
    isTable: parameters.has('table'),
  };
}

function changesOf(
  change: (changes: Changes, step?: Step) => void,
  drag: (changes: Changes, isDone: boolean) => void,
): MapChange {
  return {
    // Places and entries of one map mean nothing on the other.
    of: (of) => change({ of: of === 'crystals' ? null : of, only: null, lasso: null, view: null, q: null }),
    colourBy: (by) => change({ colour: by === 'shape' ? null : by, only: null }),
    only: (only, isDone = true) => drag({ only }, isDone),
    search: (text) => change({ q: text === '' ? null : text }, 'replace'),
    lasso: (polygon) => change({ lasso: polygon === null ? null : formatPolygon(polygon) }),
    view: (view) => change({ view: view === null ? null : formatView(view) }, 'replace'),
    table: (isTable) => change({ table: isTable ? 'yes' : null }),
    clear: () => change({ lasso: null, only: null, q: null, table: null }),
  };
}
