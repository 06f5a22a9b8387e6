/** Nets of polyhedra that share ligands; picking one lights its polyhedra. */
import { useState } from 'preact/hooks';
import { KIND_NAMES, KindGlyph } from '../../../parts/glyphs.js';
import { Panel } from '../../../parts/panel.js';
import { type Column, Table } from '../../../parts/table.js';
import { counted, Formula } from '../../../parts/text.js';
import { CrystalMotif } from './crystal-motif.js';
import { type Net, nameOf, orbitsOf, runsOnAs, tellingNets } from '../model/nets.js';
import type { Site } from '../model/site.js';

/** So many rows are shown before "show more". */
const FOLDED = 8;

interface NetsProps {
  /** Of what has no anions no nets are told. */
  isAlloy: boolean;
  nets: readonly Net[];
  sites: readonly Site[];
  /** Name of the one that is lit. */
  lit: string | null;
  onLight: (name: string | null) => void;
  /** Orbits that are pointed at anywhere. */
  hovered: readonly number[];
  onHover: (orbits: readonly number[]) => void;
}

const COLUMNS: readonly Column<Net>[] = [
  { key: 'of', title: 'Net of', cell: (net) => <NetOf net={net} /> },
  {
    key: 'by',
    title: 'by',
    cell: ({ kind }) =>
      kind === 'ANY' ? (
        'any'
      ) : (
        <span class="crystal-kind">
          <KindGlyph kind={kind} />
          {KIND_NAMES[kind].many}
        </span>
      ),
  },
  {
    key: 'runs',
    title: 'forms',
    cell: (net) => (
      <>
        <RunsOn net={net} /> <span class="quiet crystal-nowrap">{net.dimensionality}-D</span>
      </>
    ),
  },
  { key: 'formula', title: 'formula', cell: ({ formula }) => <Formula of={formula} /> },
];

export function Nets({ isAlloy, nets, sites, lit, onLight, hovered, onHover }: NetsProps) {
  const [isWhole, setWhole] = useState(false);
  if (nets.length === 0) {
    return (
      <Panel title="Nets" class="crystal-nets">
        <p class="quiet">
          {isAlloy ? 'Told of compounds with anions only.' : 'No polyhedra share ligands, so that there is no net.'}
        </p>
      </Panel>
    );
  }
  const telling = tellingNets(nets);
  const shown = isWhole
    ? nets
    : [
        ...telling.slice(0, FOLDED),
        ...nets.filter((net) => nameOf(net) === lit && !telling.slice(0, FOLDED).includes(net)),
      ];
  return (
    <Panel title="Nets" class="crystal-nets" aside="of polyhedra that share ligands">
      <Table
        caption="Nets of polyhedra; a picked one is lit in the picture"
        columns={COLUMNS}
        rows={shown}
        keyOf={nameOf}
        picked={lit}
        onPick={(net) => onLight(nameOf(net) === lit ? null : nameOf(net))}
        isHovered={(net) => hovered.length > 0 && hovered.every((orbit) => orbitsOf(net, sites).has(orbit))}
        onHover={(net) => onHover(net === null ? [] : [...orbitsOf(net, sites)])}
      />
      {shown.length < nets.length && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show {counted(nets.length - shown.length, 'more net')}
        </button>
      )}
    </Panel>
  );
}

function NetOf({ net }: { net: Net }) {
  if (net.motifId !== null) return <CrystalMotif id={net.motifId} />;
  const elements = net.centres.join(', ');
  if (net.isStrong) return <span title={elements}>{net.centres.length > 1 ? 'all strongly bound' : elements}</span>;
  return <>{elements}</>;
}

/** Axes are italic. */
function RunsOn({ net }: { net: Net }) {
  const text = runsOnAs(net);
  const [, before = text, axis] = /^(.* along )([abc])$/.exec(text) ?? [];
  return (
    <>
      {before}
      {axis !== undefined && <i>{axis}</i>}
    </>
  );
}
