/** Draws the map of motifs that ships, by geometry and by element: docs/figures/*.svg. */
import { readFile, writeFile } from 'node:fs/promises';
import { extent, mean, min } from 'd3-array';
import { scaleLinear, scaleOrdinal } from 'd3-scale';
import { geometryOf } from '../dist/motif/geometries.js';
import { periodicPlaceOf } from '../dist/representation/chemistry.js';
import { mapSummary } from '../dist/representation/map-summary.js';
import { readRepresentation } from '../dist/representation/representation-file.js';
import { atOnce } from '../dist/representation/steps.js';

const WIDTH = 900;
const MARGIN = 24;
const LEGEND = 340;
/** A cluster is named by its shape where so many of its motifs have it. */
const SHARE_OF_NAME = 0.6;
/** Okabe and Ito's colours, told apart by most eyes, and four more. */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#d55e00',
  '#56b4e9',
  '#b3a100',
  '#6a3d9a',
  '#8c564b',
  '#1b9e9e',
  '#7f0000',
];
const OTHER = '#c4c4c4';

const LANTHANIDE = /^(La|Ce|Pr|Nd|Pm|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu)$/;
const NONMETAL = /^(H|B|C|N|Si|P|S|Cl|Ge|As|Se|Br|Sb|Te|I|Xe)$/;

/** Families of elements as chemists group them, in the order of the legend. */
function familyOf(element) {
  const { group, period } = periodicPlaceOf(element);
  if (LANTHANIDE.test(element)) return 'lanthanide';
  if (NONMETAL.test(element)) return 'non-metal, metalloid';
  if (group === 1) return 'alkali metal';
  if (group === 2) return 'alkaline earth metal';
  if (group === 3) return period === 7 ? 'actinide' : 'Sc, Y';
  if (group <= 7) return 'transition metal, groups 4–7';
  if (group <= 12) return 'transition metal, groups 8–12';
  return 'p-block metal';
}

const bytes = await readFile(new URL('../models/motif-vectors.json.gz', import.meta.url));
const { motifs, motifMap, source } = readRepresentation(bytes);
const points = motifs.motifs.map(({ id, element, geometry, crystals }, i) => ({
  id,
  element,
  geometry,
  crystals,
  x: motifMap.positions[2 * i],
  y: motifMap.positions[2 * i + 1],
}));

const [minX, maxX] = extent(points, ({ x }) => x);
const [minY, maxY] = extent(points, ({ y }) => y);
const plotHeight = (WIDTH - 2 * MARGIN) * ((maxY - minY) / (maxX - minX));
/** Room above for the highest cluster's name, below for the source. */
const HEIGHT = Math.round(plotHeight) + 4 * MARGIN;
const across = scaleLinear([minX, maxX], [MARGIN, WIDTH - MARGIN]);
const down = scaleLinear([maxY, minY], [2 * MARGIN, 2 * MARGIN + plotHeight]);
const place = ({ x, y }) => [across(x).toFixed(1), down(y).toFixed(1)];

/** The most frequent labels, most first. */
function frequent(labels, count) {
  const counts = new Map();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([label]) => label);
}

/** The shape's symbol above each cluster that most of its motifs give a name. */
function clusterNames() {
  const { clusters } = atOnce(
    mapSummary(
      motifMap.positions,
      motifMap.clusters,
      points.map(({ geometry }) => geometry),
    ),
  );
  return clusters
    .filter(({ share }) => share >= SHARE_OF_NAME)
    .map(({ cluster, label }) => {
      const members = points.filter((_, i) => motifMap.clusters[i] === cluster).map(place);
      const x = mean(members, ([left]) => left);
      const y = min(members, ([, top]) => Number(top)) - 9;
      return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="middle" fill="#333333" stroke="#ffffff" stroke-width="3" paint-order="stroke">${label}</text>`;
    });
}

function figure(title, labelOf, mark) {
  const shown = frequent(points.map(labelOf), COLOURS.length);
  const colourOf = scaleOrdinal(shown, COLOURS).unknown(OTHER);
  const marks = points
    .toSorted((a, b) => b.crystals - a.crystals)
    .map((point) => mark(point, place(point), colourOf(labelOf(point))));
  const complete = points.every((point) => shown.includes(labelOf(point)));
  const legend = [...shown, ...(complete ? [] : ['others'])].map((label, i) => {
    const y = MARGIN + 40 + 24 * i;
    return `<circle cx="${WIDTH + 12}" cy="${y}" r="6" fill="${colourOf(label)}"/><text x="${WIDTH + 26}" y="${y + 4}">${label}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + LEGEND} ${HEIGHT}" font-family="sans-serif" font-size="13">
<title>${title}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${WIDTH}" y="${MARGIN + 8}" font-weight="bold">${title}</text>
${marks.join('\n')}
${clusterNames().join('\n')}
${legend.join('\n')}
<text x="${MARGIN}" y="${HEIGHT - 10}" font-size="11" fill="#666666">${points.length} motifs, learned from ${source}; t-SNE of their vectors</text>
</svg>
`;
}

const radius = ({ crystals }) => (2 + 1.1 * Math.log10(crystals) ** 1.5).toFixed(1);
const disc = (point, [x, y], colour) =>
  `<circle cx="${x}" cy="${y}" r="${radius(point)}" fill="${colour}" fill-opacity="0.8"><title>${point.id}, ${point.crystals} crystals</title></circle>`;
const symbol = (point, [x, y], colour) =>
  `<text x="${x}" y="${y}" font-size="10" text-anchor="middle" fill="${colour}">${point.element}<title>${point.id}, ${point.crystals} crystals</title></text>`;

const folder = new URL('../docs/figures/', import.meta.url);
await writeFile(
  new URL('motifs-by-geometry.svg', folder),
  figure('Geometry', ({ geometry }) => `${geometryOf(geometry).name} (${geometry})`, disc),
);
await writeFile(
  new URL('motifs-by-element.svg', folder),
  figure('Centre', ({ element }) => familyOf(element), symbol),
);
