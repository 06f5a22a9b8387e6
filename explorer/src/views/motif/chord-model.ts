/** Arcs and ribbons of the circle that shows what a motif connects to. */
import { chord } from 'd3-chord';
import type { ConnectionKind } from '../../parts/glyphs.js';
import { type Count, type Partner, sumOf } from './model.js';
import { KINDS } from '../../parts/kinds.js';

export interface Arc {
  readonly motif: string;
  readonly startAngle: number;
  readonly endAngle: number;
}

interface End {
  readonly index: number;
  readonly startAngle: number;
  readonly endAngle: number;
  readonly value: number;
}

export interface Ribbon {
  readonly partner: string;
  readonly kind: ConnectionKind;
  readonly value: number;
  readonly source: End;
  readonly target: End;
}

/** Partners that are shown: more could not be told apart. */
const SHOWN = 16;
/** Radians between two arcs. */
const GAP = 0.02;

export function chordsOf(motif: string, partners: readonly Partner[], count: Count) {
  const others = partners.filter((partner) => partner.motif !== motif);
  const shown = others.slice(0, SHOWN);
  const itself = partners.find((partner) => partner.motif === motif);
  const ids = [motif, ...shown.map((partner) => partner.motif)];
  // Only the motif itself connects here: what its partners share with each other is not of this page.
  const matrix = ids.map((_, row) =>
    ids.map((_, column) => {
      if (row === 0 && column === 0) return itself === undefined ? 0 : sumOf(itself, count);
      if (row !== 0 && column !== 0) return 0;
      return sumOf(shown[Math.max(row, column) - 1]!, count);
    }),
  );
  const chords = chord().padAngle(GAP)(matrix);
  const arcs: Arc[] = chords.groups.map(({ index, startAngle, endAngle }) => ({
    motif: ids[index]!,
    startAngle,
    endAngle,
  }));
  const ribbons = chords.flatMap(({ source, target }) => {
    const [own, far] = source.index === 0 ? [source, target] : [target, source];
    const partner = far.index === 0 ? itself! : shown[far.index - 1]!;
    return slicesOf(partner, count).map(({ kind, value, from, to }): Ribbon => {
      // Turned round at the other end, so that the slices of a ribbon do not cross.
      return {
        partner: partner.motif,
        kind,
        value,
        source: slice(own, from, to),
        target: far.index === own.index ? slice(own, from, to) : slice(far, 1 - to, 1 - from),
      };
    });
  });
  return { arcs, ribbons, left: others.length - shown.length };
}

/** The kinds as parts of all connections with a partner. */
function slicesOf(partner: Partner, count: Count) {
  const whole = sumOf(partner, count);
  let done = 0;
  return KINDS.flatMap((kind) => {
    const value = partner.tallies[kind]?.[count] ?? 0;
    if (value === 0) return [];
    const from = done / whole;
    done += value;
    return [{ kind, value, from, to: done / whole }];
  });
}

function slice({ index, startAngle, endAngle, value }: End, from: number, to: number): End {
  const at = (part: number) => startAngle + part * (endAngle - startAngle);
  return { index, value, startAngle: at(from), endAngle: at(to) };
}

/** A part of a ring; angles from 12 o'clock, clockwise. */
export function arcPath(from: number, to: number, inner: number, outer: number): string {
  const point = (radius: number, angle: number) =>
    `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  const isLarge = to - from > Math.PI ? 1 : 0;
  return (
    `M${point(outer, from)}A${outer} ${outer} 0 ${isLarge} 1 ${point(outer, to)}` +
    `L${point(inner, to)}A${inner} ${inner} 0 ${isLarge} 0 ${point(inner, from)}Z`
  );
}
