/** What is picked in the drawing, to be changed. */
import type { CrystalFilter } from '../../graphql/generated/operations.js';
import { ConnectionPanel } from './connection-panel.js';
import type { DrawingState } from './drawing-state.js';
import { connectionSource, polyhedronSource } from './figures.js';
import {
  added,
  connected,
  connectionBetween,
  type Drawing,
  freeLabel,
  polyhedronAt,
  withCriteria,
  withoutConnection,
  withoutPolyhedra,
} from './model.js';
import { PolyhedronPanel } from './polyhedra-panel.js';
import { pickPolyhedra, type Selection } from './selection.js';

interface PickedPanelProps {
  drawing: Drawing;
  draw: DrawingState['draw'];
  selection: Selection;
  select: (selection: Selection) => void;
  /** The part of the drawing that is counted, with which criteria of the crystal. */
  counted: Drawing;
  filter: CrystalFilter;
}

export function PickedPanel({ drawing, draw, selection, select, counted, filter }: PickedPanelProps) {
  if (selection === null) return null;
  if (selection.of === 'connection') {
    const { from, to } = selection;
    const connection = connectionBetween(drawing, from, to)!;
    return (
      <ConnectionPanel
        key={`${from}-${to}`}
        drawing={drawing}
        connection={connection}
        onChange={(next, phase) => draw(connected(drawing, next), phase)}
        onRemove={() => {
          draw(withoutConnection(drawing, from, to));
          select(null);
        }}
        figuresOf={(of) => connectionSource(counted, filter, connection, of)}
      />
    );
  }
  const { labels } = selection;
  const polyhedra = labels.map((label) => polyhedronAt(drawing, label)!);
  const [{ label: first, ...criteria }] = polyhedra as [(typeof polyhedra)[number]];
  const another = () => {
    const label = freeLabel(drawing)!;
    draw(connected(added(drawing, label, criteria), { from: first, to: label, kinds: ['CORNER'] }));
    select(pickPolyhedra(label));
  };
  return (
    <PolyhedronPanel
      key={labels.join()}
      polyhedra={polyhedra}
      onChange={(next, phase) => draw(withCriteria(drawing, labels, next), phase)}
      onAddAnother={labels.length === 1 && freeLabel(drawing) !== null ? another : null}
      onRemove={() => {
        draw(withoutPolyhedra(drawing, labels));
        select(null);
      }}
      figuresOf={(of) => polyhedronSource(counted, filter, first, of)}
    />
  );
}
