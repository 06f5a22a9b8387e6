/** The maps of crystals and of motifs: like frameworks stand near each other. */
import { useMemo } from 'preact/hooks';
import { useTheme } from '../../design/theme.js';
import { useAnswer } from '../../graphql/client.js';
import { MapCrystalsDocument, MapMotifsDocument } from '../../graphql/generated/operations.js';
import type { ApiError } from '../../graphql/client.js';
import { type Asked, asked } from '../../parts/show-query.js';
import { ErrorBox } from '../../parts/states.js';
import { usePageTitle } from '../../parts/page-title.js';
import { useKeys } from '../../parts/use-keys.js';
import { colouring, onlyTest } from './colouring.js';
import { crystalData, type MapData, motifData } from './data.js';
import { Field } from './field.js';
import { MapTable } from './map-table.js';
import { searchTest, type SpaceGroups } from './search.js';
import { LeftPanel } from './left-panel.js';
import { useMapState } from './state.js';
import { within } from '../../scatter/lasso.js';
import { ChosenPanel } from './chosen-panel.js';
import './map.css';

/** More are thinned out evenly by the service: the answer has to stay below its limit of bytes. */
const MOST_POINTS = 100_000;
const NO_GROUPS: SpaceGroups = new Map();

export default function MapView() {
  usePageTitle('Map');
  const [state, change] = useMapState();
  const theme = useTheme();
  const { data, errors, query } = useMapData(state.of);
  const spaceGroups = data?.of === 'crystals' ? data.spaceGroups : NO_GROUPS;
  const colours = useMemo(
    () => (data === null ? null : colouring(data, state.colourBy, theme)),
    [data, state.colourBy, theme],
  );
  const lit = useMemo(
    () => (data === null ? null : litBy(data, state.colourBy, state.only, state.search, spaceGroups)),
    [data, state.colourBy, state.only, state.search, spaceGroups],
  );
  const chosen = useMemo(() => {
    if (data === null) return null;
    const inside = state.lasso === null ? null : within(state.lasso, data.points);
    if (lit === null) return inside;
    return (inside ?? data.ids.map((_, index) => index)).filter((index) => lit[index] === 1);
  }, [data, lit, state.lasso]);

  const chooseAll = () => chosen !== null && change.clear();
  useKeys({ Escape: chooseAll });

  return (
    <div class="map-view">
      <h1 class="unseen">{state.of === 'crystals' ? 'Map of crystals' : 'Map of motifs'}</h1>
      <LeftPanel data={data} state={state} change={change} theme={theme} chosen={chosen} queries={[query]} />
      {errors.length > 0 && (
        <div class="map-failure">
          <ErrorBox errors={errors} />
        </div>
      )}
      {data !== null && colours !== null && !state.isTable && (
        <Field
          data={data}
          colours={colours}
          lit={lit}
          state={state}
          change={change}
          spaceGroups={spaceGroups}
          isCovered={chosen !== null}
        />
      )}
      {data !== null && state.isTable && (
        <MapTable
          data={data}
          chosen={chosen}
          state={state}
          spaceGroups={spaceGroups}
          close={() => change.table(false)}
        />
      )}
      {data !== null && chosen !== null && (
        <ChosenPanel data={data} chosen={chosen} state={state} change={change} spaceGroups={spaceGroups} />
      )}
    </div>
  );
}

function useMapData(of: MapData['of']): { data: MapData | null; errors: readonly ApiError[]; query: Asked } {
  const crystals = useAnswer(MapCrystalsDocument, { most: MOST_POINTS }, { enabled: of === 'crystals' });
  const motifs = useAnswer(MapMotifsDocument, {}, { enabled: of === 'motifs' });
  const crystalAnswer = crystals.data?.data;
  const motifAnswer = motifs.data?.data;
  const data = useMemo(() => {
    if (of === 'crystals') return crystalAnswer ? crystalData(crystalAnswer) : null;
    return motifAnswer ? motifData(motifAnswer) : null;
  }, [of, crystalAnswer, motifAnswer]);
  const answer = of === 'crystals' ? crystals : motifs;
  const errors = answer.error?.errors ?? (data === null ? (answer.data?.errors ?? []) : []);
  const query = of === 'crystals' ? asked(MapCrystalsDocument, { most: MOST_POINTS }) : asked(MapMotifsDocument, {});
  return { data, errors, query };
}

/** The points that the legend and the search leave; null: all. */
function litBy(
  data: MapData,
  ...[by, only, search, spaceGroups]: [Parameters<typeof onlyTest>[1], string | null, string, SpaceGroups]
): Uint8Array | null {
  const tests = [onlyTest(data, by, only), searchTest(data, search, spaceGroups)].filter((test) => test !== null);
  if (tests.length === 0) return null;
  return Uint8Array.from(data.ids, (_, index) => (tests.every((test) => test(index)) ? 1 : 0));
}
