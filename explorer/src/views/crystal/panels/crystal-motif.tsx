/** A motif of this crystal: as everywhere, in the colour that it has in the picture. */
import { ShapeGlyph } from '../../../parts/glyphs.js';
import { motifFormula, partsOf } from '../../../parts/motif-chip.js';
import { Formula } from '../../../parts/text.js';
import { useMotifColour } from '../colours.js';

export function MotifGlyph({ id, size }: { id: string; size?: number }) {
  const colour = useMotifColour(id);
  return <ShapeGlyph geometry={partsOf(id).geometry} colour={colour} {...(size === undefined ? {} : { size })} />;
}

export function CrystalMotif({ id }: { id: string }) {
  return (
    <span class="motif">
      <MotifGlyph id={id} />
      <Formula of={motifFormula(id)} />
    </span>
  );
}
