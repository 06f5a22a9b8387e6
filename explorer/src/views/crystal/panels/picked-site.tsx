/** One site close up: measures, bond lengths, fingerprint, valence, what it is like. */
import { scaleLinear } from 'd3-scale';
import { type ComponentChildren, Fragment } from 'preact';
import { Link } from 'wouter-preact';
import { addressOf } from '../../../address/address.js';
import { shapeOf } from '../../../design/shapes.js';
import { useAnswer } from '../../../graphql/client.js';
import { CrystalFingerprintLabelsDocument } from '../../../graphql/generated/operations.js';
import { Bar } from '../../../parts/facet-row.js';
import { KIND_NAMES, ShapeGlyph } from '../../../parts/glyphs.js';
import { Occupants } from '../../../parts/occupants.js';
import { Panel } from '../../../parts/panel.js';
import { Caution } from '../../../parts/states.js';
import { counted, Ion, number } from '../../../parts/text.js';
import { isShared, labelOf, shapeName, sharedBy, shortShape, type Site } from '../model/site.js';
import { useSiteColour } from '../colours.js';
import { MotifGlyph } from './crystal-motif.js';
import { SiteSymmetry } from './sites.js';

/** Without a site: how to pick one. */
export function PickedSite({ site }: { site: Site | null }) {
  if (site === null) {
    return (
      <Panel title="Site" class="crystal-picked">
        <p class="quiet">Pick a polyhedron or a row of the sites to see its bonds, fingerprint and neighbours.</p>
      </Panel>
    );
  }
  const shared = sharedBy(site);
  const words = shared.map(([kind, count]) => counted(count, KIND_NAMES[kind].one, KIND_NAMES[kind].many));
  return (
    <Panel
      class="crystal-picked"
      title={
        <span class="row">
          {site.motifId !== null && <MotifGlyph id={site.motifId} />}
          {labelOf(site)} <span class="crystal-light quiet">picked</span>
        </span>
      }
      aside={words.length === 0 ? 'shares no ligands' : `shares ${words.join(', ')}`}
    >
      {site.motifId === null && <Caution title="No motif">{site.noMotif?.message}</Caution>}
      <div class="crystal-picked-parts">
        <Facts site={site} />
        <BondLengths site={site} />
        <Fingerprint site={site} />
      </div>
      {site.environments.length > 0 && <Environments site={site} />}
    </Panel>
  );
}

/** Name, what it is, decimals and unit. */
const MEASURES: readonly (readonly [keyof Site['distortion'], string, string, number, ComponentChildren])[] = [
  [
    'distortionIndex',
    'Bond distortion',
    'Mean deviation of the bond lengths from their mean, as a fraction of it',
    4,
    '',
  ],
  ['quadraticElongation', 'Elongation', 'Mean quadratic elongation: 1 for a regular polyhedron', 4, ''],
  [
    'bondAngleVariance',
    'Angle variance',
    'Bond-angle variance: 0 for a regular polyhedron',
    1,
    <>
      °<sup>2</sup>
    </>,
  ],
  [
    'effectiveCoordinationNumber',
    'Effective CN',
    'Effective coordination number (Hoppe): that of its ligands if all bonds are equally long, else less',
    2,
    '',
  ],
  ['offCentreDisplacement', 'Off centre', 'Distance of the centre from the mean of its ligands’ positions', 3, ' Å'],
  [
    'octahedralTilt',
    'Tilt',
    'Mean tilt against octahedra that it shares a corner with: half of 180° less the angle at the ligand',
    1,
    '°',
  ],
];

function Facts({ site }: { site: Site }) {
  const { distortion } = site;
  return (
    <dl class="crystal-pairs">
      <dt>Shape</dt>
      <dd>
        {site.motifId === null ? (
          'none'
        ) : (
          <Link class="crystal-plain-link" href={addressOf.motif(site.motifId)}>
            {shortShape(shapeName(site))}
          </Link>
        )}
      </dd>
      {isShared(site) && (
        <>
          <dt>Occupants</dt>
          <dd>
            <Occupants of={site.occupants} />
          </dd>
        </>
      )}
      {distortion.csm !== null && (
        <>
          <dt>CSM</dt>
          <dd>{number(distortion.csm, 2)}</dd>
        </>
      )}
      {distortion.polyhedronVolume !== null && (
        <>
          <dt>Volume</dt>
          <dd>
            {number(distortion.polyhedronVolume, 2)} Å<sup>3</sup>
          </dd>
        </>
      )}
      {MEASURES.map(([measure, name, what, decimals, unit]) => {
        const value = distortion[measure];
        return value === null ? null : (
          <Fragment key={measure}>
            <dt title={what}>{name}</dt>
            <dd>
              {number(value, decimals)}
              {unit}
            </dd>
          </Fragment>
        );
      })}
      <dt>Symmetry</dt>
      <dd>
        <SiteSymmetry of={site} />
      </dd>
      {site.bondValenceSum !== null && (
        <>
          <dt title="Sum of the bond valences to all anions around, valence units">Valence sum</dt>
          <dd>
            {number(site.bondValenceSum, 2)}
            {site.oxidationState !== null && (
              <span class="quiet">
                {' '}
                of <Ion element={site.element} charge={site.oxidationState} />
              </span>
            )}
          </dd>
        </>
      )}
    </dl>
  );
}

const WIDTH = 170;
const HEIGHT = 84;
const DOT = 9;

/** A dot for each bond; those of equal length stand on one another. */
function BondLengths({ site }: { site: Site }) {
  const colourOf = useSiteColour();
  const ligands = site.ligands ?? [];
  if (ligands.length === 0) return null;
  const lengths = ligands.map(({ distance }) => distance);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  const margin = Math.max(0.03, (longest - shortest) * 0.12);
  const x = scaleLinear([shortest - margin, longest + margin], [DOT, WIDTH - DOT]).nice(4);
  const ticks = x.ticks(3);
  const decimals = Math.max(1, Math.ceil(-Math.log10((ticks[1] ?? 1) - (ticks[0] ?? 0)) - 1e-9));
  const columns = new Map<number, number>();
  const dots = lengths.map((length) => {
    const column = Math.round(x(length) / DOT);
    const level = columns.get(column) ?? 0;
    columns.set(column, level + 1);
    return { x: x(length), level };
  });
  const highest = Math.max(...columns.values());
  const step = Math.min(DOT + 2, (HEIGHT - 34) / highest);
  const elements = [...new Set(ligands.map(({ element }) => element))].join(', ');
  const base = HEIGHT - 18;
  return (
    <figure class="crystal-bonds">
      <figcaption class="quiet">
        {site.element}–{elements}, Å
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Bond lengths, Å: ${lengths.map((length) => number(length, 3)).join(', ')}`}
      >
        <path class="axis" d={`M0 ${base + 0.5}H${WIDTH}`} />
        {ticks.map((tick) => (
          <g key={tick}>
            <path class="axis" d={`M${x(tick)} ${base}v4`} />
            <text x={x(tick)} y={HEIGHT - 2} text-anchor="middle">
              {number(tick, decimals)}
            </text>
          </g>
        ))}
        {dots.map((dot, index) => (
          <circle
            key={index}
            cx={dot.x}
            cy={base - 6 - dot.level * step}
            r={4.5}
            fill={colourOf(site)}
            class={site.geometry !== null && shapeOf(site.geometry.symbol).isPale ? 'pale' : ''}
          >
            <title>{number(lengths[index]!, 4)} Å</title>
          </circle>
        ))}
      </svg>
    </figure>
  );
}

/** The largest values of the fingerprint: coordination numbers, and shapes of them. */
function Fingerprint({ site }: { site: Site }) {
  const { data } = useAnswer(CrystalFingerprintLabelsDocument, {});
  const labels = data?.data.service?.fingerprintLabels;
  if (labels === undefined) return null;
  const values = site.fingerprint
    .map((value, index) => ({ label: labels[index] ?? '', value }))
    .filter(({ value }) => value >= 0.05)
    .sort((one, other) => other.value - one.value)
    .slice(0, 5);
  if (values.length === 0) return null;
  return (
    <div class="crystal-fingerprint">
      <span
        class="quiet"
        title="CrystalNN fingerprint: the weight of each coordination number, and how regular its shapes are"
      >
        Fingerprint
      </span>
      <ul>
        {values.map(({ label, value }) => (
          <li key={label} title={label}>
            <span class="name">{fingerprintWords(label)}</span>
            <Bar share={value} />
            <strong>{number(value, 2)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `wt CN_6` → CN 6; `trigonal bipyramidal CN_5` → trig. bipyr.. */
function fingerprintWords(label: string): string {
  const [, what = label, coordination = ''] = /^(.+) CN_(\d+)$/.exec(label) ?? [];
  if (what === 'wt') return `CN ${coordination}`;
  return /^q\d/.test(what)
    ? `${what}, CN ${coordination}`
    : shortShape(what.replace('-like', '').replace('pyramidal', 'pyr.').replace('coplanar', 'planar'));
}

/** What an ambiguous site is like. */
function Environments({ site }: { site: Site }) {
  return (
    <div class="row crystal-environments">
      <span class="quiet">{site.isAmbiguous ? 'Ambiguous; like' : 'Like'}</span>
      {site.environments.map(({ geometry, name, fraction, csm }) => (
        <span key={geometry} class="row" title={`CSM ${number(csm, 2)}`}>
          <ShapeGlyph geometry={geometry} /> {name.toLowerCase()} <strong>{number(fraction * 100)} %</strong>
        </span>
      ))}
    </div>
  );
}
