/** Table of the sites, one row for each orbit, with the measures that one chooses. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAddress } from '../../../address/address.js';
import { motifFormula } from '../../../parts/motif-chip.js';
import { Panel } from '../../../parts/panel.js';
import { type Column, Table } from '../../../parts/table.js';
import { counted, Formula, number, SpaceGroup } from '../../../parts/text.js';
import { type CrystalData, shapeName, shortShape, type Site, wyckoffMultiplicity } from '../model/site.js';
import { MotifGlyph } from './crystal-motif.js';
import { ColumnChoice } from './column-choice.js';
import { SiteName } from './site-name.js';

interface Measure {
  readonly key: string;
  readonly title: ComponentChildren;
  /** In full, for the choice of columns and as tooltip. */
  readonly name: string;
  readonly value: (site: Site) => number | null;
  readonly decimals: number;
}

const MEASURES: readonly Measure[] = [
  { key: 'csm', title: 'CSM', name: 'Continuous symmetry measure', value: (site) => site.distortion.csm, decimals: 2 },
  {
    key: 'd',
    title: (
      <>
        ⟨<i>d</i>⟩, Å
      </>
    ),
    name: 'Mean bond length',
    value: (site) => site.distortion.bondLengthMean,
    decimals: 3,
  },
  {
    key: 'spread',
    title: (
      <>
        Δ<i>d</i>, Å
      </>
    ),
    name: 'Range of the bond lengths',
    value: (site) => site.distortion.bondLengthSpread,
    decimals: 3,
  },
  {
    key: 'volume',
    title: (
      <>
        <i>V</i>, Å<sup>3</sup>
      </>
    ),
    name: 'Volume of the polyhedron',
    value: (site) => site.distortion.polyhedronVolume,
    decimals: 2,
  },
  { key: 'bvs', title: 'BVS, v.u.', name: 'Bond-valence sum', value: (site) => site.bondValenceSum, decimals: 2 },
  {
    key: 'di',
    title: 'Δ',
    name: 'Distortion index (Baur)',
    value: (site) => site.distortion.distortionIndex,
    decimals: 4,
  },
  {
    key: 'qe',
    title: '⟨λ⟩',
    name: 'Quadratic elongation',
    value: (site) => site.distortion.quadraticElongation,
    decimals: 4,
  },
  {
    key: 'bav',
    title: (
      <>
        σ<sup>2</sup>, °<sup>2</sup>
      </>
    ),
    name: 'Bond-angle variance',
    value: (site) => site.distortion.bondAngleVariance,
    decimals: 1,
  },
  {
    key: 'ecn',
    title: 'ECoN',
    name: 'Effective coordination number (Hoppe)',
    value: (site) => site.distortion.effectiveCoordinationNumber,
    decimals: 2,
  },
  {
    key: 'off',
    title: 'off-centre, Å',
    name: 'Distance of the centre from the mean of its ligands',
    value: (site) => site.distortion.offCentreDisplacement,
    decimals: 3,
  },
  {
    key: 'tilt',
    title: 'tilt, °',
    name: 'Mean tilt against octahedra at its corners',
    value: (site) => site.distortion.octahedralTilt,
    decimals: 1,
  },
];
const USUAL = 'csm,d,spread,volume';

/** So many rows are shown before "show all". */
const FOLDED = 16;

interface SitesProps {
  crystal: CrystalData;
  picked: number | null;
  hovered: readonly number[];
  onPick: (orbit: number | null) => void;
  onHover: (orbits: readonly number[]) => void;
}

export function Sites({ crystal, picked, hovered, onPick, onHover }: SitesProps) {
  const [parameters, change] = useAddress();
  const columns = parameters.get('columns') ?? USUAL;
  const [isWhole, setWhole] = useState(false);
  const sites = crystal.sites ?? [];
  const chosen = columns.split(',');
  const shown = isWhole ? sites : sites.filter((site, index) => index < FOLDED || site.orbit === picked);
  const cations = sites.reduce((sum, site) => sum + wyckoffMultiplicity(site, crystal.spaceGroup.symbol), 0);
  const table: Column<Site>[] = [
    { key: 'site', title: 'Site', cell: (site) => <SiteName site={site} /> },
    { key: 'motif', title: 'Motif', cell: (site) => <SiteMotif site={site} /> },
    {
      key: 'wyckoff',
      title: 'Wyckoff',
      cell: (site) => (
        <>
          {wyckoffMultiplicity(site, crystal.spaceGroup.symbol)}
          <i>{site.wyckoff}</i> <SiteSymmetry of={site} />
        </>
      ),
    },
    ...MEASURES.filter(({ key }) => chosen.includes(key)).map(
      ({ key, title, name, value, decimals }): Column<Site> => ({
        key,
        title: <abbr title={name}>{title}</abbr>,
        isNumber: true,
        cell: (site) => {
          const measured = value(site);
          return measured === null ? <Absent name={name} /> : number(measured, decimals);
        },
      }),
    ),
  ];
  return (
    <Panel
      title="Sites"
      class="crystal-sites"
      aside={
        <span class="row">
          {counted(sites.length, 'orbit')}, {counted(cations, crystal.ionAssignment === 'NONE' ? 'atom' : 'cation')} in
          the cell
          <ColumnChoice
            columns={MEASURES.map(({ key, name, title }) => [key, name, title])}
            chosen={chosen}
            onChoose={(keys) => {
              const text = keys.length === 0 ? 'none' : keys.join(',');
              change({ columns: text === USUAL ? null : text });
            }}
          />
        </span>
      }
    >
      <Table
        caption="Sites: one row for each symmetry orbit"
        columns={table}
        rows={shown}
        keyOf={({ orbit }) => String(orbit)}
        picked={picked === null ? null : String(picked)}
        onPick={({ orbit }) => onPick(orbit === picked ? null : orbit)}
        isHovered={({ orbit }) => hovered.includes(orbit)}
        onHover={(site) => onHover(site === null ? [] : [site.orbit])}
      />
      {shown.length < sites.length && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all {number(sites.length)} sites
        </button>
      )}
    </Panel>
  );
}

function SiteMotif({ site }: { site: Site }) {
  if (site.motifId === null) {
    return (
      <abbr class="quiet" title={site.noMotif?.message}>
        none, {site.coordinationNumber === 0 ? 'no ligands' : counted(site.coordinationNumber, 'ligand')}
      </abbr>
    );
  }
  return (
    <span class="crystal-site-motif">
      <MotifGlyph id={site.motifId} />
      <span>
        <Formula of={motifFormula(site.motifId)} />{' '}
        <span class="quiet" title={shapeName(site)}>
          {shortShape(shapeName(site))}
        </span>
      </span>
    </span>
  );
}

export function SiteSymmetry({ of: { siteSymmetry } }: { of: Pick<Site, 'siteSymmetry'> }) {
  return (
    <span class="quiet">
      <SpaceGroup of={siteSymmetry} />
    </span>
  );
}

function Absent({ name }: { name: string }) {
  return (
    <span class="quiet" title={`${name}: not defined for this site`}>
      –<span class="unseen">not defined</span>
    </span>
  );
}
