/** What the chosen points have in common, with the first of them. */
import { useMemo } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { CopyLink } from '../../parts/copy-button.js';
import { Bar } from '../../parts/facet-row.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Histogram } from '../../parts/histogram.js';
import { Icon } from '../../parts/icon.js';
import { Empty } from '../../parts/states.js';
import { counted, number, SpaceGroup } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import { gapCounts, widestGap } from './colouring.js';
import { AsList } from './as-list.js';
import { byId, type CrystalData, geometriesOf, type MapData, tally } from './data.js';
import { PointRows } from './point-rows.js';
import { keepRows } from './rows-file.js';
import type { SpaceGroups } from './search.js';
import type { MapChange, MapState } from './state.js';

interface ChosenPanelProps {
  data: MapData;
  chosen: readonly number[];
  state: MapState;
  change: MapChange;
  spaceGroups: SpaceGroups;
}

const FIRST_ROWS = 8;
const MOST_SHAPES = 6;
const MOST_GROUPS = 6;

export function ChosenPanel({ data, chosen, state, change, spaceGroups }: ChosenPanelProps) {
  const [one, many] = data.of === 'crystals' ? ['crystal', 'crystals'] : ['motif', 'motifs'];
  const how = state.lasso === null ? 'lit' : 'lassoed';
  return (
    <section class="panel map-chosen" aria-label={`The chosen ${many}`}>
      <header class="spread">
        <h2>{counted(chosen.length, one, many)}</h2>
        <button type="button" class="map-clear quiet" onClick={change.clear} title="Choose all again (Esc)">
          {how} <Icon name="close" size={12} />
        </button>
      </header>
      {chosen.length === 0 ? (
        <Empty title={`No ${many} here`}>
          <span class="quiet">
            {state.lasso === null ? 'No point meets the search and the legend.' : 'No lit point is within the lasso.'}
          </span>
          {dropsOf(state, change).map(([words, drop]) => (
            <Button key={words} icon="close" onClick={drop}>
              {words}
            </Button>
          ))}
        </Empty>
      ) : (
        <>
          <div class="row">
            {!state.isTable && (
              <Button primary onClick={() => change.table(true)}>
                Open as table
              </Button>
            )}
            <Button icon="download" onClick={() => keepRows(data, chosen, spaceGroups)}>
              CSV
            </Button>
            <AsList data={data} chosen={chosen} state={state} />
            <CopyLink />
          </div>
          <Shapes data={data} chosen={chosen} unit={many} />
          {data.of === 'crystals' && (
            <>
              <Groups data={data} chosen={chosen} spaceGroups={spaceGroups} onGroup={change.search} />
              <Gaps data={data} chosen={chosen} />
            </>
          )}
          {!state.isTable && <FirstRows data={data} chosen={chosen} spaceGroups={spaceGroups} />}
        </>
      )}
    </section>
  );
}

/** What a choice rests on, each to be dropped. */
function dropsOf({ search, only, lasso }: MapState, change: MapChange): [words: string, drop: () => void][] {
  const drops: [string, () => void][] = [];
  if (search !== '') drops.push([`Drop the search “${search}”`, () => change.search('')]);
  if (only !== null) drops.push(['Drop the choice in the legend', () => change.only(null)]);
  if (lasso !== null) drops.push(['Drop the lasso', () => change.lasso(null)]);
  return drops;
}

function FirstRows({ data, chosen, spaceGroups }: Pick<ChosenPanelProps, 'data' | 'chosen' | 'spaceGroups'>) {
  const rows = useMemo(() => byId(data, chosen).slice(0, FIRST_ROWS), [data, chosen]);
  return (
    <>
      <PointRows data={data} rows={rows} spaceGroups={spaceGroups} />
      {chosen.length > FIRST_ROWS && <p class="quiet map-remark">{number(chosen.length - FIRST_ROWS)} more</p>}
    </>
  );
}

function Shapes({ data, chosen, unit }: { data: MapData; chosen: readonly number[]; unit: string }) {
  const shapes = useMemo(() => tally(chosen.flatMap((index) => geometriesOf(data, index))), [data, chosen]);
  return (
    <div>
      <div class="spread">
        <h3>{data.of === 'crystals' ? 'Shapes in them' : 'Shapes'}</h3>
        <span class="quiet">{unit}</span>
      </div>
      <ul class="map-shapes">
        {shapes.slice(0, MOST_SHAPES).map(([geometry, count]) => (
          <li key={geometry}>
            <ShapeGlyph geometry={geometry} />
            <span>{shapeName(geometry)}</span>
            <Bar share={count / chosen.length} />
            <span class="number">{number(count)}</span>
          </li>
        ))}
      </ul>
      {shapes.length > MOST_SHAPES && (
        <p class="quiet map-remark">{counted(shapes.length - MOST_SHAPES, 'more shape')}</p>
      )}
    </div>
  );
}

interface GroupsProps {
  data: CrystalData;
  chosen: readonly number[];
  spaceGroups: SpaceGroups;
  onGroup: (symbol: string) => void;
}

function Groups({ data, chosen, spaceGroups, onGroup }: GroupsProps) {
  const groups = useMemo(() => tally(chosen.map((index) => data.spaceGroup[index]!)), [data, chosen]);
  return (
    <div>
      <h3>Space groups</h3>
      <div class="row map-groups">
        {groups.slice(0, MOST_GROUPS).map(([group, count]) => {
          const symbol = spaceGroups.get(group);
          if (symbol === undefined) return null;
          return (
            <button
              key={group}
              type="button"
              class="chip"
              title="Only this space group"
              onClick={() => onGroup(symbol.replaceAll('_', ''))}
            >
              <SpaceGroup of={symbol} /> <b>{number(count)}</b>
            </button>
          );
        })}
        {groups.length > MOST_GROUPS && <span class="quiet">{number(groups.length - MOST_GROUPS)} more</span>}
      </div>
    </div>
  );
}

function Gaps({ data, chosen }: { data: CrystalData; chosen: readonly number[] }) {
  const most = useMemo(() => widestGap(data.gap), [data]);
  const counts = useMemo(
    () =>
      gapCounts(
        chosen.map((index) => data.gap[index] ?? null),
        most,
        36,
      ),
    [data, chosen, most],
  );
  if (counts.every((count) => count === 0)) return null;
  return (
    <div>
      <div class="spread">
        <h3>Predicted gap</h3>
        <span class="quiet">eV</span>
      </div>
      <Histogram label="Predicted gap, eV" domain={[0, most]} counts={counts} decimals={2} height={42} />
    </div>
  );
}
