/** The points, what stands beside the pointer, and the tools below. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { Button } from '../../parts/controls.js';
import { download } from '../../parts/download.js';
import { motifFormula } from '../../parts/motif-chip.js';
import { Formula, number, SpaceGroup } from '../../parts/text.js';
import { Tooltip } from '../../parts/tooltip.js';
import { useKeys } from '../../parts/use-keys.js';
import type { Inset, Size } from '../../scatter/geometry.js';
import type { ScatterLabel } from '../../scatter/labels.js';
import type { Hovered, Tool } from '../../scatter/plot.js';
import { Scatter, type ScatterControl } from '../../scatter/scatter.js';
import type { Colouring } from './colouring.js';
import type { MapData } from './data.js';
import { prototypesOf } from './prototypes.js';
import type { SpaceGroups } from './search.js';
import type { MapChange, MapState } from './state.js';
import { Tip } from './tip.js';

interface FieldProps {
  data: MapData;
  colours: Colouring;
  lit: Uint8Array | null;
  state: MapState;
  change: MapChange;
  spaceGroups: SpaceGroups;
  /** A panel stands at the right, or at the bottom of a small screen. */
  isCovered: boolean;
}

export function Field({ data, colours, lit, state, change, spaceGroups, isCovered }: FieldProps) {
  const [, navigate] = useLocation();
  const [tool, setTool] = useState<Tool>('hand');
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const scatter = useRef<ScatterControl>(null);
  const inset = useInset(isCovered);
  const turnLasso = () => setTool((was) => (was === 'lasso' ? 'hand' : 'lasso'));
  useKeys({ l: turnLasso, L: turnLasso });
  const labels = useMemo(() => labelsOf(data, spaceGroups), [data, spaceGroups]);
  const pick = (index: number) => {
    const id = data.ids[index]!;
    if (data.of === 'crystals') navigate(addressOf.crystal(id));
    else if (data.present.has(id)) navigate(addressOf.motif(id));
  };
  const keep = async () => {
    const picture = await scatter.current?.picture();
    if (picture) download(`map-of-${data.of}.png`, picture);
  };
  const name = data.of === 'crystals' ? 'crystals' : 'motifs';
  return (
    <div class={`map-field${isCovered ? ' covered' : ''}`}>
      <Scatter
        label={`Map of ${number(data.ids.length)} ${name}, also as table. Arrow keys move it, plus and minus zoom, L draws a lasso.`}
        points={data.points}
        swatchOf={colours.swatchOf}
        palette={colours.palette}
        lit={lit}
        labels={labels}
        inset={inset}
        tool={tool}
        lasso={state.lasso}
        onLasso={change.lasso}
        view={state.view}
        onView={change.view}
        onHover={setHovered}
        onPick={pick}
        control={scatter}
      >
        {hovered !== null && (
          <Tooltip at={hovered.at}>
            <Tip
              data={data}
              index={hovered.index}
              spaceGroups={spaceGroups}
              showsCluster={state.colourBy === 'cluster'}
            />
          </Tooltip>
        )}
      </Scatter>
      <div class="map-tools" role="toolbar" aria-label="Tools of the map">
        <Button icon="hand" label="Move" pressed={tool === 'hand'} onClick={() => setTool('hand')} />
        <Button
          icon="lasso"
          label="Lasso: draw around points (L, or hold Shift)"
          pressed={tool === 'lasso'}
          onClick={() => setTool('lasso')}
        />
        <Button icon="reset" label="Show all (0)" onClick={() => scatter.current?.reset()} />
        <Button icon="camera" label="Picture (PNG)" onClick={() => void keep()} />
      </div>
    </div>
  );
}

/** What the floating panels cover. A large window keeps room for both, so that the map stays where it is. */
function useInset(isCovered: boolean): Inset {
  const [size, setSize] = useState(sizeOfWindow);
  useEffect(() => {
    const follow = () => setSize(sizeOfWindow());
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, []);
  return useMemo(() => insetOf(size, isCovered), [size, isCovered]);
}

const sizeOfWindow = (): Size => ({ width: window.innerWidth, height: window.innerHeight });

function insetOf({ width, height }: Size, isCovered: boolean): Inset {
  if (width < 600) return { left: 0, right: 0, top: 130, bottom: isCovered ? 0.42 * height + 40 : 64 };
  return { left: 290, right: width >= 1100 || isCovered ? 340 : 0, top: 24, bottom: 48 };
}

/** Names of prototypes on the map of crystals, of motifs on the other. */
function labelsOf(data: MapData, spaceGroups: SpaceGroups): readonly ScatterLabel[] {
  if (data.of === 'motifs') {
    return data.ids.map((id, index) => ({
      key: id,
      x: data.points.x[index]!,
      y: data.points.y[index]!,
      spread: 0,
      weight: data.count[index]!,
      content: <Formula of={motifFormula(id)} />,
    }));
  }
  if (spaceGroups.size === 0) return [];
  return prototypesOf(data).map(({ anonymousFormula, spaceGroup, count, x, y, spread }) => ({
    key: `${anonymousFormula} ${spaceGroup}`,
    x,
    y,
    spread,
    weight: count,
    content: (
      <>
        <Formula of={anonymousFormula} /> <SpaceGroup of={spaceGroups.get(spaceGroup) ?? `No. ${spaceGroup}`} />
      </>
    ),
  }));
}
