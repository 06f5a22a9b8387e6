/** What the polyhedra share: drawn for all orbits, as a table for the picked one (for all where none is picked and few are). */
import { useState } from 'preact/hooks';
import { KIND_NAMES, KindGlyph } from '../../../parts/glyphs.js';
import { Panel } from '../../../parts/panel.js';
import { type Column, Table } from '../../../parts/table.js';
import { number, range } from '../../../parts/text.js';
import { MOST_NODES } from '../model/connection-graph.js';
import { labelOf, type Sharing, sharingsOf, type Site } from '../model/site.js';
import { CrystalMotif } from './crystal-motif.js';
import { ConnectionGraph } from './connection-graph.js';

/** So many rows are shown before "show all". */
const FOLDED = 12;

interface ConnectionsProps {
  /** Of what has no anions no connections are told. */
  isAlloy: boolean;
  sites: readonly Site[];
  picked: number | null;
  hovered: readonly number[];
  onPick: (orbit: number | null) => void;
  onHover: (orbits: readonly number[]) => void;
}

interface Row extends Sharing {
  readonly site: Site;
}

export function Connections({ isAlloy, sites, picked, hovered, onPick, onHover }: ConnectionsProps) {
  const [isWhole, setWhole] = useState(false);
  const siteOf = new Map(sites.map((site) => [site.orbit, site]));
  const pickedSite = picked === null ? undefined : siteOf.get(picked);
  const shownSites = pickedSite === undefined ? sites : [pickedSite];
  const rows = shownSites.flatMap((site) => sharingsOf(site).map((sharing): Row => ({ ...sharing, site })));
  if (sites.every(({ connections }) => (connections ?? []).length === 0)) {
    return (
      <Panel title="Connections" class="crystal-connections">
        <p class="quiet">{isAlloy ? 'Told of compounds with anions only.' : 'No polyhedra share ligands.'}</p>
      </Panel>
    );
  }
  const columns: Column<Row>[] = [
    {
      key: 'shares',
      title: pickedSite === undefined ? 'Site shares' : `${labelOf(pickedSite)} shares`,
      cell: ({ site, kind, count }) => (
        <span class="crystal-kind">
          {pickedSite === undefined && <strong>{labelOf(site)}</strong>}
          <KindGlyph kind={kind} />
          {count} {count === 1 ? KIND_NAMES[kind].one : KIND_NAMES[kind].many}
        </span>
      ),
    },
    {
      key: 'with',
      title: 'with',
      cell: ({ partner }) => <Partner site={siteOf.get(partner)} />,
    },
    {
      key: 'distance',
      title: 'centres, Å',
      isNumber: true,
      cell: ({ distances }) => range(distances[0], distances[1], 2),
    },
    {
      key: 'angles',
      title: (
        <span title="Angle centre–ligand–centre at the shared ligands">
          angle {pickedSite?.element ?? <i>M</i>}–X–<i>M</i>, °
        </span>
      ),
      isNumber: true,
      cell: ({ angles }) => range(angles[0], angles[1], 1),
    },
  ];
  return (
    <Panel title="Connections" class="crystal-connections" aside="per polyhedron">
      {sites.length <= MOST_NODES ? (
        <ConnectionGraph
          sites={sites}
          picked={picked}
          hovered={hovered}
          onPick={(orbit) => onPick(orbit === picked ? null : orbit)}
          onHover={onHover}
        />
      ) : (
        picked === null && <p class="quiet">Pick a site to see what it alone shares.</p>
      )}
      <Table
        caption={pickedSite === undefined ? 'Connections of all sites' : `Connections of ${labelOf(pickedSite)}`}
        columns={columns}
        rows={isWhole ? rows : rows.slice(0, FOLDED)}
        keyOf={({ site, kind, partner }) => `${site.orbit} ${kind} ${partner}`}
        onHover={(row) => onHover(row === null ? [] : [row.partner])}
      />
      {!isWhole && rows.length > FOLDED && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all {number(rows.length)} connections
        </button>
      )}
    </Panel>
  );
}

function Partner({ site }: { site: Site | undefined }) {
  if (site === undefined) return <>–</>;
  return (
    <span class="crystal-kind">
      {site.motifId === null ? site.element : <CrystalMotif id={site.motifId} />}
      <span class="quiet">{labelOf(site)}</span>
    </span>
  );
}
