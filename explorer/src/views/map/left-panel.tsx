/** Which map, the search, the colours and what they mean. */
import { useEffect, useState } from 'preact/hooks';
import type { Theme } from '../../design/theme.js';
import { Button, Segmented } from '../../parts/controls.js';
import { Icon } from '../../parts/icon.js';
import { type Asked, ShowQuery } from '../../parts/show-query.js';
import { Skeleton } from '../../parts/states.js';
import { counted, number } from '../../parts/text.js';
import type { ColourBy } from './colouring.js';
import type { MapData } from './data.js';
import { ClusterLegend, ElementLegend, GapLegend, ShapeLegend } from './legends.js';
import type { MapChange, MapState } from './state.js';

interface LeftPanelProps {
  data: MapData | null;
  state: MapState;
  change: MapChange;
  theme: Theme;
  /** Null: all. */
  chosen: readonly number[] | null;
  queries: readonly Asked[];
}

const NAMES: Readonly<Record<ColourBy, string>> = {
  shape: 'Shape',
  element: 'Element',
  cluster: 'Cluster',
  gap: 'Gap',
};

export function LeftPanel({ data, state, change, theme, chosen, queries }: LeftPanelProps) {
  // Of a small screen only; a large one has room for the legend.
  const [isOpen, setOpen] = useState(false);
  const options = Object.entries(NAMES) as [ColourBy, string][];
  return (
    <section class={`panel map-left${isOpen ? ' open' : ''}`} aria-label="What the map shows">
      <div class="spread">
        <Segmented
          label="Map of"
          options={[
            ['crystals', 'Crystals'],
            ['motifs', 'Motifs'],
          ]}
          value={state.of}
          onChange={change.of}
        />
        <span class="map-unfold">
          <Button icon={isOpen ? 'up' : 'down'} pressed={isOpen} onClick={() => setOpen(!isOpen)}>
            {NAMES[state.colourBy]}
          </Button>
        </span>
      </div>
      <Search state={state} change={change} found={state.search === '' ? null : (chosen?.length ?? null)} />
      <div class="map-folded">
        <h2>Colour by</h2>
        <Segmented
          label="Colour by"
          options={state.of === 'motifs' ? options.filter(([by]) => by !== 'gap') : options}
          value={state.colourBy}
          onChange={change.colourBy}
        />
        {data === null ? (
          <Skeleton lines={12} />
        ) : (
          <>
            <Legend data={data} state={state} change={change} theme={theme} />
            <Note data={data} by={state.colourBy} />
            <div class="row">
              {!state.isTable && (
                <Button icon="table" onClick={() => change.table(true)}>
                  Open as table
                </Button>
              )}
              <ShowQuery queries={queries} />
            </div>
          </>
        )}
      </div>
      <p class="unseen" aria-live="polite">
        {chosen !== null && data !== null && `${number(chosen.length)} of ${counted(data.ids.length, 'point')} chosen`}
      </p>
    </section>
  );
}

interface LegendProps {
  data: MapData;
  state: MapState;
  change: MapChange;
  theme: Theme;
}

function Legend({ data, state, change, theme }: LegendProps) {
  const { only } = state;
  if (state.colourBy === 'element') return <ElementLegend data={data} theme={theme} only={only} onOnly={change.only} />;
  if (state.colourBy === 'cluster') return <ClusterLegend data={data} theme={theme} only={only} onOnly={change.only} />;
  if (state.colourBy === 'gap' && data.of === 'crystals') {
    return <GapLegend data={data} theme={theme} only={only} onOnly={change.only} />;
  }
  return <ShapeLegend data={data} only={only} onOnly={change.only} />;
}

function Note({ data, by }: { data: MapData; by: ColourBy }) {
  const near = data.of === 'crystals' ? 'Near points have like frameworks' : 'Near motifs connect in like ways';
  const what: Readonly<Record<ColourBy, string>> = {
    shape: data.of === 'crystals' ? 'Shape of most sites. Click: only this one.' : 'Shape. Click: only this one.',
    element: data.of === 'crystals' ? 'Element at the centre of most sites.' : 'Element at the centre.',
    cluster: 'Neighbouring clusters differ in colour; a colour comes back further away. Click: only this one.',
    gap: `Predicted${data.of === 'crystals' && data.model !== null ? ` by ${data.model}` : ''}. Drag over the bars: only these.`,
  };
  return (
    <p class="quiet map-remark">
      {what[by]} {near}; axes have no unit.
      {data.of === 'motifs' &&
        ` Learned from ${data.source}; motifs in fewer than ${data.leastCrystals} crystals are left out.`}
      {data.of === 'crystals' &&
        data.total > data.ids.length &&
        ` ${number(data.ids.length)} of ${counted(data.total, 'crystal')} are drawn, spread evenly.`}
    </p>
  );
}

function Search({ state, change, found }: { state: MapState; change: MapChange; found: number | null }) {
  const [text, setText] = useState(state.search);
  useEffect(() => setText(state.search), [state.search]);
  return (
    <div class="map-search">
      <Icon name="search" />
      <input
        type="search"
        aria-label="Light points by formula, element, motif or id"
        placeholder="Formula, element, motif…"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          change.search(currentTarget.value.trim());
        }}
      />
      {found !== null && <span class="quiet">{number(found)}</span>}
    </div>
  );
}
