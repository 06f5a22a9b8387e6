/** Motifs as people read them: `TiO6` with the outline of its shape. */
import { Link } from 'wouter-preact';
import { addressOf } from '../address/address.js';
import { shapeOf } from '../design/shapes.js';
import { ShapeGlyph } from './glyphs.js';
import { motifFormula, partsOf } from './motif-names.js';
import { Formula } from './text.js';
import './motif-chip.css';

export { motifFormula, partsOf };

/** The formula with the shape before it; its name after it where `named`. */
export function Motif({ id, named = false }: { id: string; named?: boolean }) {
  const { geometry } = partsOf(id);
  const { name } = shapeOf(geometry);
  return (
    <span class="motif">
      <ShapeGlyph geometry={geometry} />
      <Formula of={motifFormula(id)} />
      {named ? <span class="quiet">{name === 'other' ? geometry : name}</span> : <span class="unseen">{name}</span>}
    </span>
  );
}

/** A motif that leads to its page. */
export function MotifChip({ id }: { id: string }) {
  return (
    <Link class="chip" href={addressOf.motif(id)}>
      <Motif id={id} />
    </Link>
  );
}
