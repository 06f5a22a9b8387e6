/** Orbits as circles, what their polyhedra share as one, two or three lines with the numbers. */
import { useMemo } from 'preact/hooks';
import { shapeOf } from '../../../design/shapes.js';
import { isDark } from '../../../structure/colours.js';
import { useSiteColour } from '../colours.js';
import { KIND_NAMES } from '../../../parts/glyphs.js';
import { type GraphLink, linksOf, type Point, placesOf } from '../model/connection-graph.js';
import { placed, type Wanted } from '../model/labels.js';
import { labelOf, type Site } from '../model/site.js';

const WIDTH = 420;
const RADIUS = 17;
const LINES = { CORNER: 1, EDGE: 2, FACE: 3 } as const;
/** With more links than these, only those of the picked or hovered orbit have their numbers. */
const MOST_LABELS = 8;

interface ConnectionGraphProps {
  sites: readonly Site[];
  picked: number | null;
  hovered: readonly number[];
  onPick: (orbit: number) => void;
  onHover: (orbits: readonly number[]) => void;
}

export function ConnectionGraph({ sites, picked, hovered, onPick, onHover }: ConnectionGraphProps) {
  const colourOf = useSiteColour();
  const count = sites.length;
  const height = count === 1 ? 74 : count === 2 ? 100 : count === 3 ? 190 : count <= 6 ? 240 : 320;
  const links = useMemo(() => linksOf(sites), [sites]);
  const places = useMemo(
    () => placesOf(sites, links, [count === 2 ? 220 : count === 3 ? 230 : count <= 6 ? 260 : 300, height - 60]),
    [sites, links, count, height],
  );
  // A triangle is not as high as the ellipse that it stands in.
  const drop = count === 3 ? -12 : 0;
  const at = (orbit: number): Point => {
    const { x, y } = places.get(orbit)!;
    return { x: WIDTH / 2 + x, y: height / 2 + y - drop };
  };
  const focus = hovered.length > 0 || picked === null ? hovered : [picked];
  const isFocused = ({ from, to }: GraphLink) => focus.includes(from) || focus.includes(to);
  const groups = new Map<string, GraphLink[]>();
  for (const link of links) {
    const key = `${link.from}-${link.to}`;
    groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  const drawn = [...groups.values()].flatMap((group) =>
    group.map((link, index) => {
      const [from, to] = [at(link.from), at(link.to)];
      const curve =
        link.from === link.to
          ? loop(from, { x: WIDTH / 2, y: height / 2 - drop }, index, count)
          : bow(from, to, (index - (group.length - 1) / 2) * 44);
      return { link, curve };
    }),
  );
  const texts = drawn
    .filter(({ link }) => links.length <= MOST_LABELS || isFocused(link))
    .flatMap(({ link, curve }) => textsOf(link, curve));
  const middles = placed(
    texts,
    sites.map(({ orbit }) => ({ ...at(orbit), size: 2 * RADIUS })),
  );
  return (
    <figure aria-label="Which orbits share ligands">
      <svg class="crystal-graph" viewBox={`0 0 ${WIDTH} ${height}`}>
        {drawn.map(({ link, curve }) => (
          <g key={`${link.kind} ${link.from} ${link.to}`} class={focus.length === 0 || isFocused(link) ? '' : 'dim'}>
            <Strokes path={curve.path} lines={LINES[link.kind]} />
          </g>
        ))}
        {texts.map(({ key, text }, index) => (
          <text key={key} class="halo" x={middles[index]!.x} y={middles[index]!.y} dy="0.35em" text-anchor="middle">
            {text}
          </text>
        ))}
        {sites.map((site) => {
          const { x, y } = at(site.orbit);
          const geometry = site.geometry?.symbol ?? '';
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button can't stand in a drawing
            <g
              key={site.orbit}
              class={`node${site.orbit === picked ? ' picked' : ''}${hovered.includes(site.orbit) ? ' hovered' : ''}`}
              role="button"
              tabindex={0}
              aria-pressed={site.orbit === picked}
              aria-label={`Site ${labelOf(site)}`}
              transform={`translate(${x} ${y})`}
              onClick={() => onPick(site.orbit)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onPick(site.orbit);
              }}
              onPointerEnter={() => onHover([site.orbit])}
              onPointerLeave={() => onHover([])}
            >
              <circle r={RADIUS} fill={colourOf(site)} class={shapeOf(geometry).isPale ? 'pale' : ''} />
              <text class={isDark(colourOf(site)) ? 'on-dark' : ''} text-anchor="middle" dy="0.35em">
                {labelOf(site)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

interface Curve {
  readonly path: string;
  /** Where its label may stand, the best first. */
  readonly labels: readonly Point[];
  /** Likewise near either end, for numbers that differ; null for loops. */
  readonly ends: readonly [readonly Point[], readonly Point[]] | null;
}

function bow(from: Point, to: Point, offset: number): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const control = { x: (from.x + to.x) / 2 + nx * offset, y: (from.y + to.y) / 2 + ny * offset };
  const along = (t: number): Point => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * control.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * control.y + t ** 2 * to.y,
  });
  const near = Math.min(0.3, (RADIUS + 13) / length);
  return {
    path: `M${from.x} ${from.y}Q${control.x} ${control.y} ${to.x} ${to.y}`,
    labels: [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72].map(along),
    ends: [[near, near + 0.06, near - 0.04].map(along), [1 - near, 0.94 - near, 1.04 - near].map(along)],
  };
}

/** Outside of the ellipse, to the left or right; several above each other. */
function loop(node: Point, centre: Point, index: number, count: number): Curve {
  const isLeft = count === 1 ? index % 2 === 1 : node.x < centre.x - 1;
  const side = isLeft ? -1 : 1;
  // The one on top has its loops beside it; several fan out.
  const level = count === 1 ? Math.floor(index / 2) : index;
  const tilt = (level === 0 ? 0 : level % 2 === 1 ? -0.85 : 0.85) * side;
  const turn = (x: number, y: number): Point => ({
    x: node.x + side * (x * Math.cos(tilt) - side * y * Math.sin(tilt)),
    y: node.y + side * x * Math.sin(tilt) + y * Math.cos(tilt),
  });
  const [one, other, end] = [turn(RADIUS + 24, -20), turn(RADIUS + 24, 20), turn(RADIUS + 22, 0)];
  const [start, stop] = [turn(RADIUS - 6, -8), turn(RADIUS - 6, 8)];
  const room = 34;
  return {
    path: `M${start.x} ${start.y}C${one.x} ${one.y} ${other.x} ${other.y} ${stop.x} ${stop.y}`,
    labels: [0, 8, -8, 15, -15].map((shift) => ({
      x: end.x + side * room * Math.cos(tilt) - side * 4,
      y: end.y + (tilt === 0 ? 0 : side * Math.sin(tilt) * 12) + shift,
    })),
    ends: null,
  };
}

/** Lines beside each other, by drawing thick ones and taking out what is between. */
function Strokes({ path, lines }: { path: string; lines: 1 | 2 | 3 }) {
  if (lines === 1) return <path class="line" d={path} stroke-width={1.3} />;
  const width = lines === 2 ? 4.2 : 7;
  return (
    <>
      <path class="line" d={path} stroke-width={width} />
      <path class="gap" d={path} stroke-width={width - 2.6} />
      {lines === 3 && <path class="line" d={path} stroke-width={1.3} />}
    </>
  );
}

/** `2 edges`; where the two ends have unequal numbers of them, these stand at the ends. */
function textsOf(link: GraphLink, { labels, ends }: Curve): readonly (Wanted & { readonly key: string })[] {
  const { kind, from, to, count, backCount } = link;
  const { one, many } = KIND_NAMES[kind];
  const key = `${kind} ${from} ${to}`;
  if (ends === null || count === backCount)
    return [{ key, text: `${count} ${count === 1 ? one : many}`, places: labels }];
  return [
    { key, text: many, places: labels },
    { key: `${key} from`, text: String(count), places: ends[0] },
    { key: `${key} to`, text: String(backCount), places: ends[1] },
  ];
}
