/** What the colours of the map mean. */
import { OTHERS, SHAPES } from '../../design/shapes.js';
import { ShapeGlyph } from '../../parts/glyphs.js';

export function Legend() {
  return (
    <div class="home-legend">
      <strong>Shape of most sites</strong>
      <ul>
        {[...SHAPES, OTHERS].map(({ symbol, name, plural }) => (
          <li key={symbol}>
            <ShapeGlyph geometry={symbol} />
            {symbol === OTHERS.symbol ? plural : name}
          </li>
        ))}
      </ul>
    </div>
  );
}
