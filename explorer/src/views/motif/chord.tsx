/** The motif and its most frequent partners as arcs, joined by ribbons as wide as they connect often. */
import { type ChordSubgroup, ribbon } from 'd3-chord';
import { useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { meetingOf } from '../../address/meeting.js';
import { shapeColour } from '../../design/shapes.js';
import { KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { motifFormula, partsOf } from '../../parts/motif-chip.js';
import { counted } from '../../parts/text.js';
import { arcPath, chordsOf, type Ribbon } from './chord-model.js';
import { type Count, type Partner } from './model.js';
import { KINDS } from '../../parts/kinds.js';

interface ChordProps {
  motif: string;
  partners: readonly Partner[];
  count: Count;
}

const SIZE = 480;
const RADIUS = 158;
const RING = 10;

const ribbonPath = ribbon<Ribbon, ChordSubgroup>().radius(RADIUS - 2);

export function Chord({ motif, partners, count }: ChordProps) {
  const [lit, setLit] = useState<Ribbon | null>(null);
  const { arcs, ribbons, left } = useMemo(() => chordsOf(motif, partners, count), [motif, partners, count]);
  return (
    <figure class="chord" aria-label="Connections as a circle">
      <svg viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`}>
        {ribbons.map((one) => (
          <Link
            key={`${one.partner} ${one.kind}`}
            href={addressOf.crystalsThat(meetingOf(motif, one.partner, one.kind))}
            aria-label={ribbonText(one, count)}
            onMouseEnter={() => setLit(one)}
            onMouseLeave={() => setLit(null)}
            onFocus={() => setLit(one)}
            onBlur={() => setLit(null)}
          >
            <path
              class={`ribbon ${one.kind.toLowerCase()}${lit === null || lit === one ? '' : ' dimmed'}`}
              d={ribbonPath(one) as unknown as string}
            />
          </Link>
        ))}
        {arcs.map(({ motif: id, startAngle, endAngle }) => {
          const middle = (startAngle + endAngle) / 2;
          const isLit = id === motif || id === lit?.partner;
          return (
            <g key={id}>
              <path
                class="arc"
                d={arcPath(startAngle, endAngle, RADIUS, RADIUS + RING)}
                style={{ fill: shapeColour(partsOf(id).geometry) }}
              />
              <ArcName id={id} angle={middle} isLit={isLit} />
            </g>
          );
        })}
      </svg>
      <div class="row chord-legend">
        {KINDS.map((kind) => (
          <span key={kind} class="row">
            <i class={`sample ${kind.toLowerCase()}`} />
            <KindGlyph kind={kind} />
            {KIND_NAMES[kind].one}
          </span>
        ))}
        <span class="quiet push" aria-live="polite">
          {lit !== null ? ribbonText(lit, count) : left > 0 ? `${counted(left, 'rarer motif')} left out` : ''}
        </span>
      </div>
    </figure>
  );
}

function ribbonText({ partner, kind, value }: Ribbon, count: Count): string {
  const noun = count === 'crystals' ? 'crystal' : 'connection';
  return `${motifFormula(partner)}: ${KIND_NAMES[kind].many}, ${counted(value, noun)}`;
}

/** A name that stands outwards of its arc, upright on the left half too. */
function ArcName({ id, angle, isLit }: { id: string; angle: number; isLit: boolean }) {
  const isLeft = angle > Math.PI;
  const turn = (angle * 180) / Math.PI - 90;
  return (
    <text
      class={isLit ? 'lit' : ''}
      text-anchor={isLeft ? 'end' : 'start'}
      dy="0.35em"
      transform={`rotate(${turn.toFixed(2)}) translate(${RADIUS + RING + 6}) ${isLeft ? 'rotate(180)' : ''}`}
    >
      {motifFormula(id)
        .split(/(\d+)/)
        .map((part, index) =>
          index % 2 === 0 ? (
            part
          ) : (
            <tspan key={index} class="count" dy="0.25em">
              {part}
              <tspan dy="-0.25em">{'\u200b'}</tspan>
            </tspan>
          ),
        )}
    </text>
  );
}
