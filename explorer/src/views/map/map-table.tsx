/** The chosen points, or all, as a table in place of the map. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { counted, number, range } from '../../parts/text.js';
import { AsList } from './as-list.js';
import { byId, type MapData } from './data.js';
import { PointRows } from './point-rows.js';
import type { SpaceGroups } from './search.js';
import type { MapState } from './state.js';

interface MapTableProps {
  data: MapData;
  /** Null: all. */
  chosen: readonly number[] | null;
  state: MapState;
  spaceGroups: SpaceGroups;
  close: () => void;
}

const PAGE = 50;

export function MapTable({ data, chosen, state, spaceGroups, close }: MapTableProps) {
  const [page, setPage] = useState(0);
  const rows = useMemo(() => byId(data, chosen ?? data.ids.map((_, index) => index)), [data, chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows begin with their first page
  useEffect(() => setPage(0), [rows]);
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const [one, many] = data.of === 'crystals' ? ['crystal', 'crystals'] : ['motif', 'motifs'];
  return (
    <section class={`panel map-table${chosen === null ? '' : ' covered'}`} aria-label={`The ${many} as a table`}>
      <header class="spread">
        <h2>{counted(rows.length, one, many)} of the map</h2>
        <div class="row">
          <AsList data={data} chosen={chosen} state={state} />
          <Button onClick={close}>Back to the map</Button>
        </div>
      </header>
      <div class="map-table-rows">
        <PointRows data={data} rows={shown} spaceGroups={spaceGroups} isWide />
      </div>
      {rows.length > PAGE && (
        <div class="row">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button disabled={(page + 1) * PAGE >= rows.length} onClick={() => setPage(page + 1)}>
            Next
          </Button>
          <span class="quiet">
            {range(page * PAGE + 1, page * PAGE + shown.length, 0)} of {number(rows.length)}
          </span>
        </div>
      )}
    </section>
  );
}
