/** One colour and one outline for a shape, everywhere: the outline tells shapes apart without colour. */

interface ShapeStyle {
  /** Symbol of ChemEnv. */
  readonly symbol: string;
  /** As words of a page have it. */
  readonly name: string;
  /** Name in plural. */
  readonly plural: string;
  /** Hex colours: light, dark. */
  readonly colours: readonly [light: string, dark: string];
  /** Pale on white: drawn with an outline, and last on maps. */
  readonly isPale: boolean;
}

const style = (
  symbol: string,
  name: string,
  light: string,
  dark = light,
  { plural = `${name}s`, isPale = false } = {},
): ShapeStyle => ({ symbol, name, plural, colours: [light, dark], isPale });

/** Those with a colour of their own, by how frequent they are among oxides. The values stand in tokens.css too. */
export const SHAPES: readonly ShapeStyle[] = [
  style('O:6', 'octahedron', '#4783dc', '#4783dc', { plural: 'octahedra' }),
  style('T:4', 'tetrahedron', '#ff8f1f', '#ff8f1f', { plural: 'tetrahedra' }),
  style('S:5', 'square pyramid', '#dc2798'),
  style('C:8', 'cube', '#2d5f3a', '#007a34'),
  style('T:5', 'trigonal bipyramid', '#e8a2ba', '#e8a2ba', { isPale: true }),
  style('T:6', 'trigonal prism', '#9bd5f8', '#9bd5f8', { isPale: true }),
  style('ST:7', 'capped trigonal prism', '#6c3194', '#8944b8'),
  style('C:12', 'cuboctahedron', '#302755', '#647087', { plural: 'cuboctahedra' }),
  style('SS:4', 'see-saw', '#8e6e42', '#a99473'),
  style('S:4', 'square plane', '#f1e197', '#f1e197', { isPale: true }),
  style('SBT:8', 'bicapped trigonal prism', '#4dc270', '#61c974'),
  style('TL:3', 'trigonal plane', '#ac0b0b', '#c82d12'),
];

export const OTHERS: ShapeStyle = style('others', 'other', '#cdd3cf', '#3e464b', { plural: 'others' });

const bySymbol = new Map(SHAPES.map((shape) => [shape.symbol, shape]));

/** The style of a geometry; that of all others where it has none of its own. */
export function shapeOf(geometry: string): ShapeStyle {
  return bySymbol.get(geometry) ?? OTHERS;
}

/** Custom property with the colour of a shape, for styles: `var(--shape-O6)`. */
export function shapeColour(geometry: string): string {
  return `var(--shape-${shapeOf(geometry).symbol.replace(':', '')})`;
}
