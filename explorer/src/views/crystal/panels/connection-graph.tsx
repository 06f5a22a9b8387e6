/** Orbits as circles, what their polyhedra share as one, two or three lines with the numbers. */
import { useMemo } from 'preact/hooks';
import { shapeOf } from '../../../design/shapes.js';
import { isDark } from '../../../structure/colours.js';
import { useSiteColour } from '../colours.js';
import { KIND_NAMES } from '../../../parts/glyphs.js';
import { type GraphLink, linksOf, type Point, placesOf } from '../model/connection-graph.js';
import { labelOf, type Site } from '../model/site.js';

const WIDTH = 420;
const RADIUS = 17;
const LINES = { CORNER: 1, EDGE: 2, FACE: 3 } as const;
/** With more links than these, only those of the picked or hovered orbit have their numbers. */
const MOST_LABELS = 8;

interface ConnectionGraphProps {
  sites: readonly Site[];
  picked: number | null;
  hovered: number | null;
  onPick: (orbit: number) => void;
  onHover: (orbit: number | null) => void;
}

export function ConnectionGraph({ sites, picked, hovered, onPick, onHover }: ConnectionGraphProps) {
  const colourOf = useSiteColour();
  const count = sites.length;
  const height = count === 1 ? 74 : count === 2 ? 84 : count === 3 ? 132 : count <= 6 ? 220 : 300;
  const links = useMemo(() => linksOf(sites), [sites]);
  const places = useMemo(
    () => placesOf(sites, links, [count === 2 ? 200 : count === 3 ? 190 : count <= 6 ? 250 : 290, height - 60]),
    [sites, links, count, height],
  );
  // A triangle is not as high as the ellipse that it stands in.
  const drop = count === 3 ? -12 : 0;
  const at = (orbit: number): Point => {
    const { x, y } = places.get(orbit)!;
    return { x: WIDTH / 2 + x, y: height / 2 + y - drop };
  };
  const focus = hovered ?? picked;
  const isNamed = ({ from, to }: GraphLink) => links.length <= MOST_LABELS || focus === from || focus === to;
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
  return (
    <figure aria-label="Which orbits share ligands">
      <svg class="crystal-graph" viewBox={`0 0 ${WIDTH} ${height}`}>
        {drawn.map(({ link, curve }) => (
          <g
            key={`${link.kind} ${link.from} ${link.to}`}
            class={focus === null || focus === link.from || focus === link.to ? '' : 'dim'}
          >
            <Strokes path={curve.path} lines={LINES[link.kind]} />
          </g>
        ))}
        {drawn.map(
          ({ link, curve }) =>
            isNamed(link) && (
              <LinkLabel
                key={`${link.kind} ${link.from} ${link.to}`}
                link={link}
                middle={curve.label}
                ends={curve.ends}
              />
            ),
        )}
        {sites.map((site) => {
          const { x, y } = at(site.orbit);
          const geometry = site.geometry?.symbol ?? '';
          return (
            // biome-ignore lint/a11y/useSemanticElements: a button can't stand in a drawing
            <g
              key={site.orbit}
              class={`node${site.orbit === picked ? ' picked' : ''}${site.orbit === hovered ? ' hovered' : ''}`}
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
              onPointerEnter={() => onHover(site.orbit)}
              onPointerLeave={() => onHover(null)}
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
  readonly label: Point;
  /** Near either end, for numbers that differ; null for loops. */
  readonly ends: readonly [Point, Point] | null;
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
    label: along(0.5),
    ends: [along(near), along(1 - near)],
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
    label: {
      x: end.x + side * room * Math.cos(tilt) - side * 4,
      y: end.y + (tilt === 0 ? 0 : side * Math.sin(tilt) * 12),
    },
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

function LinkLabel({ link, middle, ends }: { link: GraphLink; middle: Point; ends: readonly [Point, Point] | null }) {
  const { one, many } = KIND_NAMES[link.kind];
  const isEven = link.from === link.to || link.count === link.backCount;
  return (
    <>
      <Halo at={middle} text={isEven ? `${link.count} ${link.count === 1 ? one : many}` : many} />
      {!isEven && ends !== null && (
        <>
          <Halo at={ends[0]} text={String(link.count)} />
          <Halo at={ends[1]} text={String(link.backCount)} />
        </>
      )}
    </>
  );
}

function Halo({ at, text }: { at: Point; text: string }) {
  return (
    <text class="halo" x={at.x} y={at.y} dy="0.35em" text-anchor="middle">
      {text}
    </text>
  );
}
