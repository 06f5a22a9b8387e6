/** Which motifs a structure shows, and which of them are hidden. */
import { useMemo } from 'preact/hooks';
import { shapeOf } from '../design/shapes.js';
import { ShapeGlyph } from '../parts/glyphs.js';
import { Icon } from '../parts/icon.js';
import { Formula } from '../parts/text.js';
import { type Cell, countInBox, type Group } from './cell.js';

interface LegendProps {
  cell: Cell;
  colours: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
  onHidden: (hidden: ReadonlySet<string>) => void;
  /** The group of the picked polyhedron. */
  picked: string | null;
  /** Orbits that are pointed at anywhere. */
  hovered: readonly number[];
  onHover: (orbits: readonly number[]) => void;
  onPick: (group: Group) => void;
}

/** More groups than this are listed on demand. */
const SHORT = 6;

export function Legend({ cell, colours, hidden, onHidden, picked, hovered, onHover, onPick }: LegendProps) {
  const atoms = useMemo(() => elementsOf(cell), [cell]);
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onHidden(next);
  };
  const rows = cell.groups.map((group) => (
    <li
      key={group.key}
      class={`legend-row${group.key === picked ? ' picked' : orbitsOf(cell, group).some((orbit) => hovered.includes(orbit)) ? ' hovered' : ''}`}
      onPointerEnter={() => onHover(orbitsOf(cell, group))}
      onPointerLeave={() => onHover([])}
    >
      <button type="button" class="legend-name" title={nameOf(group)} onClick={() => onPick(group)}>
        <ShapeGlyph geometry={group.geometry} colour={colours.get(group.key)!} />
        <Formula of={group.formula} />
        <span class="unseen">{nameOf(group)}</span>
        <span class="legend-count">{countInBox(cell, group.polyhedra.length)}</span>
      </button>
      <Eye name={group.formula} isHidden={hidden.has(group.key)} onClick={() => toggle(group.key)} />
    </li>
  ));
  return (
    <div class="legend">
      <ul aria-label="Polyhedra in the cell">{rows.slice(0, SHORT)}</ul>
      {(rows.length > SHORT || atoms.length > 0) && (
        <details>
          <summary>{rows.length > SHORT ? `${rows.length - SHORT} more, atoms` : 'Atoms'}</summary>
          <ul aria-label="More polyhedra, and atoms">
            {rows.slice(SHORT)}
            {atoms.map(({ element, count }) => (
              <li key={element} class="legend-row">
                <span class="legend-name">
                  <span class="legend-ball" aria-hidden />
                  {element}
                  <span class="legend-count">{count}</span>
                </span>
                <Eye name={`${element} atoms`} isHidden={hidden.has(element)} onClick={() => toggle(element)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Eye({ name, isHidden, onClick }: { name: string; isHidden: boolean; onClick: () => void }) {
  return (
    <button type="button" class="legend-eye" aria-pressed={!isHidden} aria-label={`Show ${name}`} onClick={onClick}>
      <Icon name={isHidden ? 'eyeOff' : 'eye'} size={15} />
    </button>
  );
}

/** `trigonal bipyramid`, or the symbol of a rarer shape. */
export function nameOf({ geometry }: Group): string {
  const { name } = shapeOf(geometry);
  return name === 'other' ? geometry || 'no shape that has a name' : name;
}

/** Orbits of the polyhedra of a group. */
function orbitsOf(cell: Cell, { polyhedra }: Group): readonly number[] {
  return [...new Set(polyhedra.map((polyhedron) => cell.polyhedra[polyhedron]!.orbit))];
}

/** Elements of all sites, of shared ones the most frequent, with how many sites there are. */
function elementsOf(cell: Cell): { element: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const element of cell.elements) counts.set(element, (counts.get(element) ?? 0) + 1);
  return [...counts].map(([element, count]) => ({ element, count: countInBox(cell, count) }));
}
