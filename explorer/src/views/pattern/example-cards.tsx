/** Examples as small drawings, with how many crystals of this graph hold them. */
import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { questionOf } from '../../address/address.js';
import { Formula, number } from '../../parts/text.js';
import { filterOf, usePatternCounts } from './counts.js';
import { EXAMPLES } from './examples.js';
import { ConnectionFigure, PolyhedronFigure } from './figure.js';
import { layout } from './layout.js';
import type { Drawing } from './model.js';
import { parsePattern } from './notation.js';
import './example-cards.css';

const DRAWINGS = EXAMPLES.map(({ pattern }) => parsePattern(pattern));
const HALF = 4;
const MARGIN = 45;
const LEAST_HEIGHT = 330;
/** Two requests that run at once: none has more steps than the query has places. */
const FILTERS = [DRAWINGS.slice(0, HALF), DRAWINGS.slice(HALF)].map((part) => part.map((drawing) => filterOf(drawing)));

export function ExampleCards({ onChoose }: { onChoose?: () => void }) {
  const first = usePatternCounts(FILTERS[0]!);
  const second = usePatternCounts(FILTERS[1]!);
  const countOf = (index: number) => (index < HALF ? first.counts?.[index] : second.counts?.[index - HALF]);
  return (
    <ul class="example-cards">
      {EXAMPLES.map(({ name, where, pattern }, index) => {
        const count = countOf(index);
        return (
          <li key={pattern}>
            <Link
              class="example-card"
              href={`/pattern${questionOf(new URLSearchParams({ p: pattern }))}`}
              {...(onChoose === undefined ? {} : { onClick: onChoose })}
            >
              <SmallDrawing drawing={DRAWINGS[index]!} />
              <span class="words">
                <strong>{name}</strong>
                <span class="quiet">
                  <WithFormulas text={where} />
                </span>
                <span class="count">
                  {count == null ? ' ' : `${number(count)} ${count === 1 ? 'crystal' : 'crystals'}`}
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Words, with subscripts in the formulas among them. */
function WithFormulas({ text }: { text: string }) {
  const parts = text.split(/\b((?:[A-Z][a-z]?\d*){2,})\b/);
  return (
    <>{parts.map((part, index) => (index % 2 === 1 && /\d/.test(part) ? <Formula key={index} of={part} /> : part))}</>
  );
}

function SmallDrawing({ drawing }: { drawing: Drawing }) {
  const places = useMemo(() => layout(drawing), [drawing]);
  const points = [...places.values()];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const [width, height] = [Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top];
  // All at about one scale.
  const more = Math.max(0, LEAST_HEIGHT - height);
  return (
    <svg class="pattern-figure small" viewBox={`${left} ${top - more / 2} ${width} ${height + more}`} aria-hidden>
      {drawing.connections.map((connection) => (
        <ConnectionFigure
          key={`${connection.from}-${connection.to}`}
          connection={connection}
          from={places.get(connection.from)!}
          to={places.get(connection.to)!}
          isSmall
        />
      ))}
      {drawing.polyhedra.map((polyhedron) => {
        const [x, y] = places.get(polyhedron.label)!;
        return (
          <g key={polyhedron.label} transform={`translate(${x} ${y})`}>
            <PolyhedronFigure criteria={polyhedron} isSmall />
          </g>
        );
      })}
    </svg>
  );
}
