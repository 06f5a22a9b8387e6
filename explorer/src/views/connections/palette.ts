/** The colours of the matrix as a canvas takes them. */
import { scaleLinear } from 'd3-scale';

export interface Palette {
  readonly ink: string;
  readonly inkQuiet: string;
  readonly line: string;
  readonly none: string;
  readonly panel: string;
  /** Of a place on the scale, 0 to 1. */
  readonly scale: (place: number) => string;
}

/** @param probe an element of the page, whose colour is set to read custom properties as they are in the theme */
export function paletteOf(probe: HTMLElement): Palette {
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  return {
    ink: read('--ink'),
    inkQuiet: read('--ink-2'),
    line: read('--ink-3'),
    none: read('--sunk'),
    panel: read('--panel'),
    scale: scaleLinear<string>([0, 1], [read('--scale-low'), read('--accent')]),
  };
}
