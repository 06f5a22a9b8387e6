/** The directions of a, b and c. */
import type { RefObject } from 'preact';
import { dot, normalized, type Basis } from './vectors.js';
import type { Turn } from './view.js';

const LENGTH = 26;

/** Lines and names are placed by `turn`, with every picture. */
export function Triad({ axes }: { axes: RefObject<SVGSVGElement> }) {
  return (
    <svg ref={axes} class="structure-triad" viewBox="-42 -42 84 84" width={84} height={84} aria-hidden>
      {['a', 'b', 'c'].map((name) => (
        <g key={name}>
          <line x1={0} y1={0} />
          <text>{name}</text>
        </g>
      ))}
    </svg>
  );
}

/** @param vectors of the drawn cell */
export function turnTriad(svg: SVGSVGElement, vectors: Basis, [right, up]: Turn): void {
  vectors.forEach((vector, axis) => {
    const direction = normalized(vector);
    const [x, y] = [dot(direction, right), -dot(direction, up)];
    const far = Math.hypot(x, y);
    const [line, text] = svg.children[axis]!.children;
    line!.setAttribute('x2', String(LENGTH * x));
    line!.setAttribute('y2', String(LENGTH * y));
    // An axis towards the eye has its name beside the origin.
    const reach = (LENGTH * far + 9) / Math.max(far, 0.05);
    text!.setAttribute('x', String(far < 0.05 ? -8 : x * reach));
    text!.setAttribute('y', String((far < 0.05 ? 8 : y * reach) + 4));
  });
}
