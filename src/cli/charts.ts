/** Charts as SVG: learning curves, predicted against true values, a confusion matrix. Each is a panel of one figure. */
import { extent } from 'd3-array';
import { type ScaleLinear, scaleLinear } from 'd3-scale';

const PANEL = { width: 420, height: 340 };
const FRAME = { left: 62, right: 16, top: 40, bottom: 46 };
const PLOT = {
  width: PANEL.width - FRAME.left - FRAME.right,
  height: PANEL.height - FRAME.top - FRAME.bottom,
};
/** Where the plot begins and ends: from the left, and from below. */
const ACROSS = [FRAME.left, PANEL.width - FRAME.right];
const UPWARDS = [PANEL.height - FRAME.bottom, FRAME.top];
/** Okabe and Ito's colours, told apart by most eyes. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#b3a100', '#000000'];
const ABOUT_TICKS = 5;

export type Point = readonly [x: number, y: number];

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Series of one group have its colour. */
  readonly group: number;
  readonly dashed?: boolean;
}

interface Axis {
  readonly label: string;
  readonly scale: ScaleLinear<number, number>;
}

/** Panels side by side, `columns` to a row. */
export function figure(title: string, panels: readonly string[], columns: number): string {
  const width = PANEL.width * Math.min(columns, panels.length);
  const height = PANEL.height * Math.ceil(panels.length / columns);
  const placed = panels.map((panel, i) => {
    const [x, y] = [PANEL.width * (i % columns), PANEL.height * Math.floor(i / columns)];
    return `<g transform="translate(${x} ${y})">\n${panel}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${placed.join('\n')}
</svg>
`;
}

export function lineChart(title: string, xLabel: string, yLabel: string, series: readonly Series[]): string {
  const points = series.flatMap((line) => line.points).filter(isKnown);
  const x = axis(
    xLabel,
    points.map(([value]) => value),
    ACROSS,
  );
  const y = axis(
    yLabel,
    points.map(([, value]) => value),
    UPWARDS,
  );
  const lines = series.map(({ points, group, dashed = false }) => {
    const path = points
      .filter(isKnown)
      .map(([px, py]) => `${place(x, px)},${place(y, py)}`)
      .join(' ');
    return `<polyline points="${path}" fill="none" stroke="${colour(group)}" stroke-width="1.5"${dashed ? ' stroke-dasharray="5 3"' : ''}/>`;
  });
  const legend = series.map(({ name, group, dashed = false }, i) => {
    const at = FRAME.top + 14 + 15 * i;
    const end = PANEL.width - FRAME.right - 8;
    return `<line x1="${end - 22}" x2="${end}" y1="${at - 4}" y2="${at - 4}" stroke="${colour(group)}" stroke-width="1.5"${dashed ? ' stroke-dasharray="5 3"' : ''}/>
<text x="${end - 28}" y="${at}" text-anchor="end" fill="#333333">${escaped(name)}</text>`;
  });
  return [heading(title), axes(x, y), ...lines, ...legend].join('\n');
}

/** @param pairs true value, predicted value */
export function parityPlot(title: string, unit: string, pairs: readonly Point[], note: string): string {
  const points = pairs.filter(isKnown);
  const x = axis(`DFT (${unit})`, points.flat(), ACROSS);
  const y = axis(`predicted (${unit})`, points.flat(), UPWARDS);
  const dots = points.map(([truth, predicted]) => {
    return `<circle cx="${place(x, truth)}" cy="${place(y, predicted)}" r="2" fill="${COLOURS[0]}" fill-opacity="0.4"/>`;
  });
  const [left, right] = ACROSS;
  const [bottom, top] = UPWARDS;
  const equal = `<line x1="${left}" y1="${bottom}" x2="${right}" y2="${top}" stroke="#888888"/>`;
  const words = `<text x="${FRAME.left + 8}" y="${FRAME.top + 16}" fill="#333333">${escaped(note)}</text>`;
  return [heading(title), axes(x, y), equal, ...dots, words].join('\n');
}

/** @param counts rows: true class; columns: predicted class */
export function confusionMatrix(
  title: string,
  classes: readonly string[],
  counts: readonly (readonly number[])[],
  note: string,
): string {
  const [width, height] = [PLOT.width / classes.length, PLOT.height / classes.length];
  const cells = counts.flatMap((row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, j) => {
      const part = total === 0 ? 0 : count / total;
      const [x, y] = [FRAME.left + j * width, FRAME.top + i * height];
      const middle = `x="${x + width / 2}" text-anchor="middle" fill="${part > 0.5 ? '#ffffff' : '#333333'}"`;
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${COLOURS[0]}" fill-opacity="${(0.05 + 0.95 * part).toFixed(3)}" stroke="#ffffff"/>
<text ${middle} y="${y + height / 2}" font-size="20">${count}</text>
<text ${middle} y="${y + height / 2 + 18}">${(100 * part).toFixed(1)} %</text>`;
    });
  });
  const names = classes.flatMap((name, i) => {
    const [x, y] = [FRAME.left + (i + 0.5) * width, FRAME.top + (i + 0.5) * height];
    return [
      `<text x="${x}" y="${PANEL.height - FRAME.bottom + 16}" text-anchor="middle">${escaped(name)}</text>`,
      `<text transform="translate(${FRAME.left - 8} ${y}) rotate(-90)" text-anchor="middle">${escaped(name)}</text>`,
    ];
  });
  return [
    heading(`${title}: ${note}`),
    ...cells,
    ...names,
    ...axisLabels({ label: 'predicted' }, { label: 'DFT' }),
  ].join('\n');
}

/** A figure that nothing could be scored for is NaN. */
function isKnown([x, y]: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** From the least to the largest value, on to round numbers; from 0 to 1 without values. */
function axis(label: string, values: readonly number[], range: readonly number[]): Axis {
  const [least = 0, largest = 1] = extent(values);
  const room = least === largest ? Math.abs(least) / 10 || 1 : 0;
  return { label, scale: scaleLinear([least - room, largest + room], range).nice(ABOUT_TICKS) };
}

function axes(x: Axis, y: Axis): string {
  const bottom = PANEL.height - FRAME.bottom;
  const marks = [
    ...ticks(x).map(({ value, text }) => {
      const at = place(x, value);
      return `<line x1="${at}" x2="${at}" y1="${FRAME.top}" y2="${bottom}" stroke="#eeeeee"/><text x="${at}" y="${bottom + 16}" text-anchor="middle">${text}</text>`;
    }),
    ...ticks(y).map(({ value, text }) => {
      const at = place(y, value);
      return `<line x1="${FRAME.left}" x2="${PANEL.width - FRAME.right}" y1="${at}" y2="${at}" stroke="#eeeeee"/><text x="${FRAME.left - 6}" y="${Number(at) + 4}" text-anchor="end">${text}</text>`;
    }),
  ];
  const frame = `<rect x="${FRAME.left}" y="${FRAME.top}" width="${PLOT.width}" height="${PLOT.height}" fill="none" stroke="#888888"/>`;
  return [...marks, frame, ...axisLabels(x, y)].join('\n');
}

function axisLabels(x: Pick<Axis, 'label'>, y: Pick<Axis, 'label'>): string[] {
  const middle = FRAME.top + PLOT.height / 2;
  return [
    `<text x="${FRAME.left + PLOT.width / 2}" y="${PANEL.height - 10}" text-anchor="middle">${escaped(x.label)}</text>`,
    `<text transform="translate(16 ${middle}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`,
  ];
}

function ticks({ scale }: Axis): { value: number; text: string }[] {
  const text = scale.tickFormat(ABOUT_TICKS);
  return scale.ticks(ABOUT_TICKS).map((value) => ({ value, text: text(value) }));
}

function heading(title: string): string {
  return `<text x="${FRAME.left}" y="${FRAME.top - 14}" font-weight="bold">${escaped(title)}</text>`;
}

function place({ scale }: Axis, value: number): string {
  return scale(value).toFixed(1);
}

function colour(group: number): string {
  return COLOURS[group % COLOURS.length]!;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
