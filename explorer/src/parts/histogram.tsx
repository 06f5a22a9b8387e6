/** A distribution; where it filters, a brush with two handles and ends that can be typed. */
import { scaleLinear } from 'd3-scale';
import { useRef, useState } from 'preact/hooks';
import { number } from './text.js';
import './histogram.css';

export type Interval = readonly [low: number, high: number];

interface HistogramProps {
  /** What is counted, with its unit: `Mean Ti–O, Å`. */
  label: string;
  /** Ends of the bins together. */
  domain: Interval;
  counts: readonly number[];
  decimals: number;
  height?: number;
  /** The chosen part; null: all. */
  chosen?: Interval | null;
  /** Nothing is chosen where it is missing. Called while a handle is dragged (`isDone` false) and at its end. */
  onChoose?: (chosen: Interval | null, isDone: boolean) => void;
  /** False: the ends of the chosen part cannot be typed. */
  hasEnds?: boolean;
  /** Counts without the ranges chosen elsewhere, drawn pale behind these. */
  behind?: readonly number[] | undefined;
  /** False: the axis stands elsewhere. */
  hasAxis?: boolean;
}

const WIDTH = 360;
/** A pointer that moves less than this clicks. */
const CLICK_PX = 3;
/** A first bin higher than this many times the next highest is drawn broken, so that the others can be seen. */
const DWARFING = 3;

export function Histogram({
  label,
  domain,
  counts,
  decimals,
  height = 64,
  chosen = null,
  onChoose,
  hasEnds = true,
  behind = counts,
  hasAxis = true,
}: HistogramProps) {
  const figure = useRef<SVGSVGElement>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [isDragged, setDragged] = useState(false);
  const pressedAt = useRef(0);
  const [first = 0, ...rest] = behind;
  const highest = Math.max(1, ...rest);
  const isBroken = first > DWARFING * highest;
  const top = isBroken ? highest * 1.25 : Math.max(first, highest);
  // What is chosen may reach further than the figure.
  const x = scaleLinear(domain, [0, WIDTH]).clamp(true);
  const width = WIDTH / Math.max(1, counts.length);
  const ticks = x.ticks(6);
  const valueAt = (event: PointerEvent) => {
    const box = figure.current!.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return domain[0] + share * (domain[1] - domain[0]);
  };
  const choose = (from: number, to: number, isDone: boolean) => {
    if (onChoose === undefined) return;
    const round = (value: number) => Number(value.toFixed(decimals));
    onChoose([round(Math.min(from, to)), round(Math.max(from, to))], isDone);
  };
  /** To where it began: nothing is chosen. */
  const drag = (from: number, to: number, isDone: boolean) => {
    if (from.toFixed(decimals) === to.toFixed(decimals)) onChoose?.(null, isDone);
    else choose(from, to, isDone);
  };
  /** A click chooses the bin below the pointer; where something is chosen, it drops that. */
  const click = (value: number) => {
    if (chosen !== null) return onChoose?.(null, true);
    const binWidth = (domain[1] - domain[0]) / counts.length;
    // All values may be one.
    const bin = binWidth === 0 ? 0 : Math.min(counts.length - 1, Math.floor((value - domain[0]) / binWidth));
    const [low, high] = [domain[0] + bin * binWidth, domain[0] + (bin + 1) * binWidth];
    // Between two decimals there are values of the bin, but none between whole numbers.
    const isWithinDecimal = decimals > 0 && low.toFixed(decimals) === high.toFixed(decimals);
    const margin = isWithinDecimal ? 10 ** -decimals / 2 : 0;
    choose(low - margin, high + margin, true);
  };
  const grab = (event: PointerEvent) => {
    if (onChoose === undefined || event.button !== 0) return;
    figure.current!.setPointerCapture(event.pointerId);
    pressedAt.current = event.clientX;
    setDragged(false);
    const value = valueAt(event);
    const reach = 0.03 * (domain[1] - domain[0]);
    // The end that is not grabbed stays.
    if (chosen !== null && Math.abs(chosen[0] - value) < reach) setAnchor(chosen[1]);
    else if (chosen !== null && Math.abs(chosen[1] - value) < reach) setAnchor(chosen[0]);
    else setAnchor(value);
  };
  return (
    <figure class="histogram">
      <svg
        ref={figure}
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
        class={onChoose === undefined ? '' : 'brushed'}
        role="img"
        aria-label={`${label}: ${number(counts.reduce((sum, count) => sum + count, 0))} from ${number(domain[0], decimals)} to ${number(domain[1], decimals)}`}
        onPointerDown={grab}
        onPointerMove={(event) => {
          if (anchor === null) return;
          if (Math.abs(event.clientX - pressedAt.current) > CLICK_PX) setDragged(true);
          if (isDragged) drag(anchor, valueAt(event), false);
        }}
        onPointerUp={(event) => {
          if (anchor !== null && isDragged) drag(anchor, valueAt(event), true);
          else if (anchor !== null) click(valueAt(event));
          setAnchor(null);
        }}
        onPointerCancel={() => setAnchor(null)}
      >
        {chosen !== null && (
          <rect class="chosen" x={x(chosen[0])} y={0} width={x(chosen[1]) - x(chosen[0])} height={height} />
        )}
        {behind !== counts &&
          behind.map((count, bin) => {
            const size = Math.min(1, count / top) * (height - 1);
            return <rect key={bin} class="all" x={bin * width} y={height - size} width={width} height={size} />;
          })}
        {counts.map((count, bin) => {
          const size = Math.min(1, count / top) * (height - 1);
          const middle = domain[0] + ((bin + 0.5) / counts.length) * (domain[1] - domain[0]);
          const isIn = chosen !== null && middle >= chosen[0] && middle <= chosen[1];
          return (
            <rect
              key={bin}
              class={isIn ? 'bin in' : 'bin'}
              x={bin * width + width * 0.06}
              y={height - size}
              width={width * 0.88}
              height={size}
            />
          );
        })}
        {isBroken && <path class="break" d={`M0 ${height * 0.3}L${width} ${height * 0.2}`} />}
        {chosen?.map((end, side) => (
          <path key={side} class="handle" d={`M${x(end)} 0V${height}`} />
        ))}
      </svg>
      {hasAxis && (
        <div class="axis" aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ left: `${(100 * x(tick)) / WIDTH}%` }}>
              {number(tick, tickDecimals(ticks))}
            </span>
          ))}
        </div>
      )}
      {isBroken && (
        <figcaption class="quiet">
          {number(first)} below {number(domain[0] + (domain[1] - domain[0]) / counts.length, decimals)}
        </figcaption>
      )}
      {onChoose !== undefined && hasEnds && (
        <div class="ends">
          {([0, 1] as const).map((end) => (
            <input
              key={end}
              type="number"
              step={10 ** -decimals}
              aria-label={`${label}, ${end === 0 ? 'at least' : 'at most'}`}
              placeholder={number(domain[end], decimals)}
              value={chosen === null ? '' : chosen[end]}
              onChange={({ currentTarget }) => {
                const value = currentTarget.value === '' ? domain[end] : Number(currentTarget.value);
                const [low, high] = chosen ?? domain;
                // The other end makes way.
                if (end === 0) choose(value, Math.max(high, value), true);
                else choose(Math.min(low, value), value, true);
              }}
            />
          ))}
        </div>
      )}
    </figure>
  );
}

function tickDecimals(ticks: readonly number[]): number {
  const [first, second] = ticks;
  // All values may be one.
  if (first === undefined || second === undefined) return 0;
  return Math.max(0, Math.ceil(-Math.log10(second - first) - 1e-9));
}
