/** A crystal in 3-D, to turn, to pick from and to measure. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTheme } from '../design/theme.js';
import { Button, Segmented } from '../parts/controls.js';
import { download } from '../parts/download.js';
import { type ConnectionKind, KIND_NAMES } from '../parts/glyphs.js';
import { Icon } from '../parts/icon.js';
import { Motif } from '../parts/motif-chip.js';
import { Occupants } from '../parts/occupants.js';
import { counted, Formula, number } from '../parts/text.js';
import { Tooltip } from '../parts/tooltip.js';
import { assemble, firstOfOrbit } from './assembly.js';
import {
  type AtomKey,
  averageLigands,
  boxLines,
  boxVectors,
  type Cell,
  countInBox,
  labelOf,
  occupantsOf,
  type PolyhedronKey,
  sameKey,
  textOf,
} from './cell.js';
import { motifColours, PALETTES } from './colours.js';
import { KINDS } from '../parts/kinds.js';
import { emphasisOf, kindsOf, sharingOf } from './emphasis.js';
import { Legend, nameOf } from './legend.js';
import { measure, measured, measureLines } from './measuring.js';
import { atomAt, extentOf, meshOf, type Solid, solidAt } from './mesh.js';
import type { Lines } from './stage.js';
import { type Tool, Tools } from './tools.js';
import { Triad } from './triad.js';
import { useLoss, useStage } from './use-stage.js';
import { useTurning } from './use-turning.js';
import { along, ray, startingTurn } from './view.js';
import { type Label, Viewer } from './viewer.js';
import type { Vector } from './vectors.js';
import './structure.css';

export type { Tool } from './tools.js';

/** One of several after the other. */
export interface Steps {
  /** Which one it is, from 0. */
  readonly at: number;
  readonly count: number;
  /** The first follows the last. */
  readonly go: (by: 1 | -1) => void;
}

export interface StructureViewProps {
  cell: Cell;
  /** What is shown, for screen readers and names of files. */
  title: string;
  picked?: PolyhedronKey | null;
  onPick?: (key: PolyhedronKey | null) => void;
  /** Polyhedra that stand out, such as a net or the placement of a pattern; the others are dimmed. Beyond the cell they are added. */
  lit?: readonly PolyhedronKey[] | null;
  /** What the lit ones are: `Placement of the pattern`. */
  litName?: ComponentChildren;
  /** The lit ones are one of several. */
  litSteps?: Steps | null;
  /** The lit ones are let go. */
  onLetGo?: () => void;
  /** Orbits whose polyhedra are outlined because they are pointed at, here or elsewhere. */
  hovered?: readonly number[];
  onHover?: (orbits: readonly number[]) => void;
  /** Keys of groups (ids of motifs) and symbols of elements that are not drawn. Kept by the view itself unless given. */
  hidden?: ReadonlySet<string>;
  onHidden?: (hidden: ReadonlySet<string>) => void;
  /** How it is turned and zoomed at first, as `onView` told it; null or left out: as a whole, from a little above. */
  view?: string | null;
  /** Told how it is turned and zoomed, as a short text, whenever that has come to rest. */
  onView?: (view: string | null) => void;
  /** Polyhedra chosen for a pattern; the tool is there where `onChoose` is given. */
  chosen?: readonly PolyhedronKey[];
  onChoose?: (chosen: readonly PolyhedronKey[]) => void;
  /** Kept by the view itself unless given. */
  tool?: Tool;
  onTool?: (tool: Tool) => void;
  /** Stands over the lower border while one chooses: what to do with the choice. */
  choice?: ComponentChildren;
}

const AXES: readonly string[] = ['a', 'b', 'c'];
const NOTHING: ReadonlySet<string> = new Set();
const NONE: readonly PolyhedronKey[] = [];
const NO_ORBITS: readonly number[] = [];

export function StructureView(props: StructureViewProps) {
  const {
    cell,
    title,
    picked = null,
    onPick,
    lit = null,
    litName,
    litSteps = null,
    onLetGo,
    hovered: pointed = NO_ORBITS,
    onHover,
    chosen = NONE,
    onChoose,
  } = props;
  const [ownHidden, setOwnHidden] = useState(NOTHING);
  const hidden = props.hidden ?? ownHidden;
  const [ownTool, setOwnTool] = useState<Tool>('hand');
  const tool = props.tool ?? ownTool;
  const [ruled, setRuled] = useState<readonly AtomKey[]>([]);
  const [hovered, setHovered] = useState<{ readonly solid: Solid; readonly at: readonly [number, number] } | null>(
    null,
  );
  const [isHinted, setHinted] = useState(false);
  const theme = useTheme();
  const palette = PALETTES[theme];
  const colours = useMemo(() => motifColours(cell, theme), [cell, theme]);
  const stage = useStage();
  const isLost = useLoss(stage);

  const [kind, setKind] = useState<ConnectionKind | null>(null);
  const kinds = useMemo(() => (picked === null ? [] : kindsOf(cell, picked)), [cell, picked]);
  // Of the next polyhedron, which may share nothing in that way.
  const shownKind = kinds.some(([shared]) => shared === kind) ? kind : null;
  const emphasis = useMemo(
    () => emphasisOf(cell, { picked, lit, chosen: tool === 'choose' ? chosen : NONE, kind: shownKind }),
    [cell, picked, lit, chosen, tool, shownKind],
  );
  const mesh = useMemo(
    () => meshOf(cell, assemble(cell, emphasis.beyond), { colours, ...palette, hidden, full: emphasis.full }),
    [cell, emphasis, colours, palette, hidden],
  );
  // Not with its place, which changes with each move of the pointer.
  const hoveredText = hovered === null ? null : textOf(hovered.solid.key);
  const lines = useMemo((): Lines[] => {
    const edges = (keep: (solid: Solid) => boolean): Vector[] =>
      mesh.solids
        .filter(keep)
        .flatMap(({ hull, corners }) => hull.edges.flatMap(([a, b]) => [corners[a]!, corners[b]!]));
    const chosenTexts = new Set(tool === 'choose' ? chosen.map(textOf) : []);
    const isPointed = ({ key }: Solid): boolean =>
      hoveredText === null && pointed.includes(cell.polyhedra[key.polyhedron]!.orbit);
    return [
      { ends: boxLines(cell), colour: palette.cell, width: 1, over: false },
      { ends: edges(({ key }) => hoveredText === textOf(key)), colour: palette.ink, width: 1.5, over: true },
      // Many at once would be a tangle, were those behind others seen through them.
      { ends: edges(isPointed), colour: palette.ink, width: 2, over: false },
      { ends: edges(({ key }) => sameKey(key, picked)), colour: palette.ink, width: 3, over: true },
      { ends: edges(({ key }) => chosenTexts.has(textOf(key))), colour: palette.accent, width: 3, over: true },
      { ends: measureLines(cell, ruled), colour: palette.ink, width: 2, over: true },
    ];
  }, [mesh, cell, tool, chosen, hoveredText, pointed, picked, ruled, palette]);

  const latest = useRef(props);
  latest.current = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const triad = useRef<SVGSVGElement>(null);
  const viewer = useRef<Viewer | null>(null);
  const vectors = useMemo(() => boxVectors(cell), [cell]);
  // What stands out beyond the cell is whole on the screen too. Not what one chooses: it would move between the clicks.
  const extent = useMemo(
    () => extentOf(cell, assemble(cell, emphasisOf(cell, { picked, lit, chosen: NONE, kind: null }).beyond)),
    [cell, picked, lit],
  );
  useLayoutEffect(() => {
    const screen = { box: box.current!, canvas: canvas.current!, labels: overlay.current!, triad: triad.current! };
    const made = new Viewer(screen, vectors, startingTurn(vectors), latest.current.view ?? null, (text) =>
      latest.current.onView?.(text),
    );
    viewer.current = made;
    return () => made.dispose();
  }, [vectors]);
  const isReady = stage !== null && stage !== 'none' && !isLost;
  useLayoutEffect(() => {
    if (isReady) viewer.current!.show(stage, mesh, extent, palette.background);
  }, [isReady, stage, mesh, extent, palette]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new mesh has no lines yet
  useLayoutEffect(() => viewer.current!.setLines(lines), [lines, mesh, isReady]);

  const labels = useMemo((): Label[] => {
    const solid = mesh.solids.find(({ key }) => sameKey(key, picked));
    const value = measure(cell, ruled);
    return [
      ...(solid === undefined ? [] : [{ at: solid.corners, text: labelOf(cell, solid.key), isAbove: true }]),
      ...(value === null ? [] : [{ at: [value.at], text: value.text, isAbove: false }]),
    ];
  }, [mesh, picked, cell, ruled]);
  useLayoutEffect(() => viewer.current!.setLabels(labels), [labels]);

  const solidUnder = (x: number, y: number): Solid | null => {
    const { from, along: direction } = ray(viewer.current!.eye, x, y);
    return solidAt(mesh, from, direction);
  };
  const onClick = (x: number, y: number) => {
    if (tool === 'ruler') {
      const atom = atomAt(mesh, viewer.current!.eye, x, y);
      if (atom !== null) setRuled(ruled.length >= 3 ? [atom] : [...ruled, atom]);
      return;
    }
    const key = solidUnder(x, y)?.key ?? null;
    if (tool === 'choose' && onChoose !== undefined) {
      if (key === null) return;
      const others = chosen.filter((other) => !sameKey(other, key));
      onChoose(others.length === chosen.length ? [...chosen, key] : others);
    } else onPick?.(sameKey(key, picked) ? null : key);
  };
  const onPoint = (at: readonly [number, number] | null) => {
    const solid = at === null || tool === 'ruler' ? null : solidUnder(...at);
    if (!sameKey(solid?.key ?? null, hovered?.solid.key ?? null))
      onHover?.(solid === null ? NO_ORBITS : [cell.polyhedra[solid.key.polyhedron]!.orbit]);
    setHovered(solid === null || at === null ? null : { solid, at });
  };
  useTurning(canvas, {
    view: () => viewer.current!.view,
    onView: (view) => viewer.current!.move(view),
    onClick,
    onPoint,
    onWheelOfPage: () => setHinted(true),
  });
  useEffect(() => {
    if (!isHinted) return;
    const timer = setTimeout(() => setHinted(false), 1600);
    return () => clearTimeout(timer);
  }, [isHinted]);

  const chooseTool = (next: Tool) => {
    setRuled([]);
    if (props.tool === undefined) setOwnTool(next);
    props.onTool?.(next);
  };
  const lookAlong = (axis: 0 | 1 | 2) =>
    viewer.current!.lookFrom(along(vectors[axis], vectors[((axis + 2) % 3) as 0 | 1 | 2]));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const axis = AXES.indexOf(event.key.toLowerCase());
    const kind = KINDS[['1', '2', '3'].indexOf(event.key)];
    if (event.key === 'Escape') {
      if (ruled.length > 0) setRuled([]);
      else if (tool !== 'hand') chooseTool('hand');
      else if (picked !== null) onPick?.(null);
      else if (lit !== null && onLetGo !== undefined) onLetGo();
      else return;
    } else if (axis >= 0) lookAlong(axis as 0 | 1 | 2);
    else if (kind !== undefined && picked !== null) setKind(kind === shownKind ? null : kind);
    else if (litSteps !== null && picked === null && 'nNpP'.includes(event.key))
      litSteps.go('nN'.includes(event.key) ? 1 : -1);
    else if (event.key === 'm' || event.key === 'M') chooseTool(tool === 'ruler' ? 'hand' : 'ruler');
    else return;
    event.preventDefault();
  };
  const pickedGroup = picked === null ? null : (cell.polyhedra[picked.polyhedron]?.group ?? null);
  const status =
    picked === null ? '' : `${labelOf(cell, picked)}, ${nameOf(groupOf(cell, picked))}: ${sharingOf(cell, picked)}`;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the canvas and of the tools over it
    <div class="structure" ref={box} onKeyDown={onKeyDown}>
      <canvas
        ref={canvas}
        class={`structure-canvas ${tool}`}
        tabIndex={0}
        role="img"
        aria-label={`${title}: ${cell.groups.map((group) => `${countInBox(cell, group.polyhedra.length)} ${group.formula}`).join(', ')}. Arrow keys turn, plus and minus zoom, a, b and c look along an axis.`}
      />
      <div class="structure-labels" ref={overlay} aria-hidden>
        {labels.map(({ text, isAbove }) => (
          <span key={text} class={isAbove ? 'above' : ''}>
            {text}
          </span>
        ))}
      </div>
      {stage === null && <div class="structure-note" role="status" aria-label="Loading" />}
      {stage === 'none' && (
        <p class="structure-note" role="status">
          This browser has no WebGL, which the 3-D view needs. The tables tell the same.
        </p>
      )}
      {isLost && (
        <p class="structure-note" role="status">
          The graphics card has stopped. The view comes back when it does.
        </p>
      )}
      {isHinted && <p class="structure-hint">Click the structure, then the wheel zooms</p>}
      <Legend
        cell={cell}
        colours={colours}
        hidden={hidden}
        onHidden={(next) => {
          if (props.hidden === undefined) setOwnHidden(next);
          props.onHidden?.(next);
        }}
        picked={pickedGroup}
        hovered={pointed}
        onHover={(orbits) => onHover?.(orbits)}
        onPick={({ polyhedra }) => onPick?.(firstOfOrbit(cell, cell.polyhedra[polyhedra[0]!]!.orbit))}
      />
      <Tools
        tool={tool}
        onTool={chooseTool}
        canChoose={onChoose !== undefined}
        onReset={() => {
          viewer.current!.lookFrom();
          setRuled([]);
        }}
        onPicture={() =>
          void viewer.current!.picture().then((picture) => picture && download(`${cell.id}.png`, picture))
        }
        onAxis={lookAlong}
      />
      <Triad axes={triad} />
      {tool === 'choose' && props.choice !== undefined && <div class="structure-choice">{props.choice}</div>}
      {tool === 'hand' && kinds.length > 0 && (
        <div class="structure-shown">
          <Segmented
            label="Neighbours that stand out"
            options={[
              ['ALL', 'all'] as const,
              ...kinds.map(([shared, count]) => {
                const { one, many } = KIND_NAMES[shared];
                return [shared, counted(count, one, many)] as const;
              }),
            ]}
            value={shownKind ?? 'ALL'}
            onChange={(next) => setKind(next === 'ALL' ? null : next)}
          />
        </div>
      )}
      {tool === 'hand' && picked === null && lit !== null && onLetGo !== undefined && (
        <div class="structure-shown row">
          {litSteps !== null && <Button icon="left" label="Previous (P)" onClick={() => litSteps.go(-1)} />}
          <Button onClick={onLetGo}>
            <span class="unseen">Let go: </span>
            {litName}
            {litSteps !== null && ` ${litSteps.at + 1} of ${litSteps.count}`}
            <Icon name="close" size={12} />
          </Button>
          {litSteps !== null && <Button icon="right" label="Next (N)" onClick={() => litSteps.go(1)} />}
        </div>
      )}
      {tool === 'ruler' && (
        <p class="structure-hint" role="status">
          {ruled.length < 2 ? 'Click two atoms for a distance, a third for an angle' : measured(cell, ruled)}
        </p>
      )}
      <p class="unseen" aria-live="polite">
        {status}
      </p>
      {hovered !== null && !sameKey(hovered.solid.key, picked) && (
        <Tooltip at={hovered.at}>
          <span class="row">
            <strong>{labelOf(cell, hovered.solid.key)}</strong>
            <GroupName cell={cell} of={hovered.solid.key} />
          </span>
          <Shares cell={cell} of={hovered.solid.key} />
        </Tooltip>
      )}
    </div>
  );
}

const groupOf = (cell: Cell, { polyhedron }: PolyhedronKey) =>
  cell.groups.find(({ key }) => key === cell.polyhedra[polyhedron]!.group)!;

function GroupName({ cell, of }: { cell: Cell; of: PolyhedronKey }) {
  const { motifId, formula } = groupOf(cell, of);
  return motifId === null ? <Formula of={formula} /> : <Motif id={motifId} named />;
}

/** Of a shared site its elements, and how many ligands there are where some are missing. */
function Shares({ cell, of }: { cell: Cell; of: PolyhedronKey }) {
  const polyhedron = cell.polyhedra[of.polyhedron]!;
  const occupants = occupantsOf(cell, polyhedron.centre);
  const average = averageLigands(cell, polyhedron);
  if (occupants === null && average === null) return null;
  return (
    <span class="quiet">
      {occupants !== null && <Occupants of={occupants} />}
      {occupants !== null && average !== null && ', '}
      {average !== null && `${number(average, 1)} of ${polyhedron.ligands.length} ligands on average`}
    </span>
  );
}
