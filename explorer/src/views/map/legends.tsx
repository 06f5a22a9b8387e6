/** What the colours of the map mean; an entry that is clicked is lit alone. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { readRange, writeRange } from '../../address/criteria.js';
import { OTHERS, SHAPES } from '../../design/shapes.js';
import type { Theme } from '../../design/theme.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Histogram } from '../../parts/histogram.js';
import { counted, number } from '../../parts/text.js';
import {
  clusterColour,
  clusterName,
  clusterSwatches,
  elementsOf,
  gapColour,
  gapCounts,
  NO_CLUSTER,
  shapeKey,
  widestGap,
} from './colouring.js';
import { type CrystalData, type MapData, tally } from './data.js';
import { ELEMENT_GROUPS } from './element-groups.js';

interface LegendProps<Data> {
  data: Data;
  only: string | null;
  onOnly: (only: string | null, isDone?: boolean) => void;
}

interface ThemedProps<Data> extends LegendProps<Data> {
  theme: Theme;
}

interface EntryProps {
  glyph: ComponentChildren;
  label: ComponentChildren;
  count: number;
  isChosen: boolean;
  onClick: () => void;
}

function Entry({ glyph, label, count, isChosen, onClick }: EntryProps) {
  return (
    <li>
      <button type="button" class="map-entry" aria-pressed={isChosen} onClick={onClick}>
        {glyph}
        <span class="label">{label}</span>
        <span class="number">{number(count)}</span>
      </button>
    </li>
  );
}

function Dot({ colour }: { colour: string }) {
  return (
    <svg class="map-dot" viewBox="0 0 16 16" width={16} height={16} aria-hidden>
      <circle cx={8} cy={8} r={5} fill={colour} />
    </svg>
  );
}

export function ShapeLegend({ data, only, onOnly }: LegendProps<MapData>) {
  const counts = useMemo(() => new Map(tally(data.geometry.map(shapeKey))), [data]);
  const shown = SHAPES.filter(({ symbol }) => counts.has(symbol)).sort(
    (a, b) => counts.get(b.symbol)! - counts.get(a.symbol)!,
  );
  const all = counts.has(OTHERS.symbol) ? [...shown, OTHERS] : shown;
  return (
    <ul class="map-legend">
      {all.map(({ symbol, name, plural }) => (
        <Entry
          key={symbol}
          glyph={<ShapeGlyph geometry={symbol} />}
          label={symbol === OTHERS.symbol ? plural : name}
          count={counts.get(symbol)!}
          isChosen={only === symbol}
          onClick={() => onOnly(only === symbol ? null : symbol)}
        />
      ))}
    </ul>
  );
}

/** Groups of the periodic table, and their elements, of which several can be lit. */
export function ElementLegend({ data, theme, only, onOnly }: ThemedProps<MapData>) {
  const counts = useMemo(() => new Map(tally(data.element)), [data]);
  const lit = new Set(only === null ? [] : elementsOf(only));
  const choose = (elements: readonly string[], isLit: boolean) => {
    const next = isLit ? [...lit].filter((element) => !elements.includes(element)) : [...lit, ...elements];
    onOnly(next.length === 0 ? null : shortened(next));
  };
  return (
    <ul class="map-legend">
      {ELEMENT_GROUPS.map(({ key, name, elements, colours }) => {
        const present = elements.filter((element) => counts.has(element));
        if (present.length === 0) return null;
        const isLit = elements.every((element) => lit.has(element));
        return (
          <li key={key}>
            <button type="button" class="map-entry" aria-pressed={isLit} onClick={() => choose(elements, isLit)}>
              <Dot colour={colours[theme === 'light' ? 0 : 1]} />
              <span class="label">{name}</span>
              <span class="number">{number(present.reduce((sum, element) => sum + counts.get(element)!, 0))}</span>
            </button>
            <div class="map-elements">
              {present.map((element) => (
                <button
                  key={element}
                  type="button"
                  class="map-element"
                  aria-pressed={lit.has(element)}
                  title={counted(counts.get(element)!, data.of === 'crystals' ? 'crystal' : 'motif')}
                  onClick={() => choose([element], lit.has(element))}
                >
                  {element}
                </button>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Groups by their name where all their elements are chosen. */
function shortened(elements: readonly string[]): string {
  const chosen = new Set(elements);
  const whole = ELEMENT_GROUPS.filter((group) => group.elements.every((element) => chosen.has(element)));
  for (const group of whole) for (const element of group.elements) chosen.delete(element);
  return [...whole.map(({ key }) => key), ...chosen].join(',');
}

const FEW_CLUSTERS = 14;

export function ClusterLegend({ data, theme, only, onOnly }: ThemedProps<MapData>) {
  const [showsAll, setShowsAll] = useState(false);
  const swatches = useMemo(() => clusterSwatches(data), [data]);
  const outside = useMemo(() => data.cluster.filter((cluster) => cluster === null).length, [data]);
  // The one of the address is always there.
  const shown = showsAll
    ? data.clusters
    : data.clusters.filter(({ cluster }, place) => place < FEW_CLUSTERS || String(cluster) === only);
  const toggle = (key: string) => onOnly(only === key ? null : key);
  return (
    <>
      <ul class="map-legend">
        {shown.map((one) => (
          <Entry
            key={one.cluster}
            glyph={<Dot colour={clusterColour(theme, swatches.get(one.cluster) ?? -1)} />}
            label={
              <>
                {one.cluster + 1} <span class="quiet">{clusterName(one)}</span>
              </>
            }
            count={one.size}
            isChosen={only === String(one.cluster)}
            onClick={() => toggle(String(one.cluster))}
          />
        ))}
        {outside > 0 && (
          <Entry
            glyph={<Dot colour={clusterColour(theme, -1)} />}
            label="in no cluster"
            count={outside}
            isChosen={only === NO_CLUSTER}
            onClick={() => toggle(NO_CLUSTER)}
          />
        )}
      </ul>
      {data.clusters.length > FEW_CLUSTERS && (
        <button type="button" class="link" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Only the largest' : `All ${counted(data.clusters.length, 'cluster')}`}
        </button>
      )}
    </>
  );
}

const STOPS = 12;

export function GapLegend({ data, theme, only, onOnly }: ThemedProps<CrystalData>) {
  const most = useMemo(() => widestGap(data.gap), [data]);
  const counts = useMemo(() => gapCounts(data.gap, most, 36), [data, most]);
  const missing = useMemo(() => data.gap.filter((gap) => gap === null).length, [data]);
  const colour = gapColour(theme);
  const stops = Array.from({ length: STOPS }, (_, stop) => colour(stop / (STOPS - 1)));
  const { min, max } = readRange(only ?? '') ?? {};
  const chosen = only === null ? null : ([min ?? 0, max ?? most] as const);
  if (missing === data.ids.length) return <p class="quiet">These crystals have no predictions.</p>;
  return (
    <div class="map-gap">
      <p class="spread">
        Predicted gap <span class="quiet">eV</span>
      </p>
      <div
        class="map-gradient"
        aria-hidden
        style={{ backgroundImage: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      <Histogram
        label="Predicted gap, eV"
        domain={[0, most]}
        counts={counts}
        decimals={2}
        chosen={chosen}
        onChoose={(range, isDone) =>
          onOnly(range === null ? null : writeRange({ min: range[0], max: range[1] }), isDone)
        }
      />
      {missing > 0 && <p class="quiet">Grey: {counted(missing, 'crystal')} without a prediction.</p>}
    </div>
  );
}
