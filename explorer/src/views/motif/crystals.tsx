/** The crystals with the motif; only those with a site in the chosen ranges, where there are any. */
import { Link } from 'wouter-preact';
import { addressOf, type Changes, type Step, useAddress } from '../../address/address.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type CrystalSortKey,
  MotifCrystalsDocument,
  type MotifCrystalsQuery,
  type MotifCrystalsQueryVariables,
} from '../../graphql/generated/operations.js';
import { Button } from '../../parts/controls.js';
import { KIND_NAMES } from '../../parts/glyphs.js';
import { Icon } from '../../parts/icon.js';
import { MotifChip, partsOf } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { type Column, type Sorting, Table } from '../../parts/table.js';
import { Formula, number, range, SpaceGroup } from '../../parts/text.js';
import { type Brushes, crystalFilter, isBrushed } from './brushes.js';
import { bondOf, meanOf, type MotifAnswer } from './model.js';

type Crystal = NonNullable<MotifCrystalsQuery['crystals']>['nodes'][number];

interface CrystalsProps {
  id: string;
  motif: MotifAnswer | null;
  brushes: Brushes;
  change: (changes: Changes, step?: Step) => void;
  onClear: () => void;
}

const STEP = 20;
/** Most rows of one answer. */
const MOST = 500;

/** Sorting in the address, and in the API. */
const SORT_KEYS: Readonly<Record<string, CrystalSortKey>> = {
  formula: 'FORMULA',
  group: 'SPACE_GROUP_NUMBER',
  atoms: 'ATOM_COUNT',
  gap: 'BAND_GAP',
  energy: 'FORMATION_ENERGY_PER_ATOM',
};

/** What the table asks for, as the address has it. */
export function useCrystalsVariables(id: string, brushes: Brushes): MotifCrystalsQueryVariables {
  const [parameters] = useAddress();
  const { key: by, descending } = sortingOf(parameters.get('sort'));
  const key = SORT_KEYS[by];
  return {
    filter: crystalFilter(id, brushes),
    motif: [id],
    first: Math.min(MOST, Math.max(STEP, Math.floor(Number(parameters.get('rows') ?? STEP)) || STEP)),
    sort: key === undefined ? null : [{ key, descending }],
  };
}

export function Crystals({ id, motif, brushes, change, onClear }: CrystalsProps) {
  const [parameters] = useAddress();
  const sorting = sortingOf(parameters.get('sort'));
  const variables = useCrystalsVariables(id, brushes);
  const { filter, first: rows } = variables;
  // Of a name such as `TiO6` the id has to be known first.
  const isKnown = motif !== null || partsOf(id).geometry !== '';
  const { data, error } = useAnswer(MotifCrystalsDocument, variables, { keepPrevious: true, enabled: isKnown });
  const crystals = data?.data.crystals;
  const bond = motif === null ? '' : bondOf(motif);
  const all = motif?.crystalCount;
  return (
    <Panel
      class="motif-crystals"
      title={
        <span class="row">
          Crystals
          <Criteria brushes={brushes} bond={bond} change={change} />
        </span>
      }
      aside={
        crystals == null ? null : (
          <Link class="link" href={addressOf.crystalsThat(filter)}>
            {isBrushed(brushes) && all !== undefined
              ? `${number(crystals.totalCount)} of ${number(all)}`
              : number(crystals.totalCount)}
          </Link>
        )
      }
    >
      {error !== null && <ErrorBox errors={error.errors} />}
      {error === null && data === undefined && <Skeleton lines={8} />}
      {crystals === null && data !== undefined && <ErrorBox errors={data.errors} />}
      {crystals?.emptyReason != null && (
        <Empty title={crystals.emptyReason.message}>
          <Button onClick={onClear}>Drop the ranges</Button>
        </Empty>
      )}
      {crystals != null && crystals.nodes.length > 0 && (
        <Table
          caption="Crystals with the motif"
          columns={columnsFor(bond)}
          rows={crystals.nodes}
          keyOf={(crystal) => crystal.id}
          sorting={sorting}
          onSort={({ key: by, descending }) => change({ sort: `${descending ? '-' : ''}${by}`, rows: null })}
        />
      )}
      {crystals != null && crystals.totalCount > crystals.nodes.length && (
        <div class="row">
          {rows < MOST && (
            <Button onClick={() => change({ rows: String(rows + STEP) })}>
              {number(Math.min(STEP, crystals.totalCount - crystals.nodes.length))} more
            </Button>
          )}
          <Link class="link" href={addressOf.crystalsThat(filter)}>
            All {number(crystals.totalCount)} in the table of crystals
          </Link>
        </div>
      )}
    </Panel>
  );
}

function sortingOf(text: string | null): Sorting {
  const key = text?.replace(/^-/, '') ?? '';
  return { key, descending: text?.startsWith('-') ?? false };
}

/** The chosen ranges; a click drops one. */
function Criteria({ brushes, bond, change }: { brushes: Brushes; bond: string; change: CrystalsProps['change'] }) {
  const { length, measure, angle } = brushes;
  const chips = [
    length === null ? null : { name: 'd', text: `⟨${bond}⟩ ${range(...length, decimalsOf(length))} Å` },
    measure === null ? null : { name: 'csm', text: `CSM ${range(...measure, decimalsOf(measure))}` },
    angle === null ? null : { name: 'angle', text: `${KIND_NAMES[angle.kind].one} ${range(...angle.range, 0)}°` },
  ].filter((chip) => chip !== null);
  return (
    <>
      {chips.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          class="chip criterion"
          aria-label={`Drop ${text}`}
          onClick={() => change({ [name]: null, rows: null })}
        >
          {text}
          <Icon name="close" size={12} />
        </button>
      ))}
    </>
  );
}

function decimalsOf(values: readonly number[]): number {
  return Math.max(...values.map((value) => (String(value).split('.')[1] ?? '').length));
}

function columnsFor(bond: string): Column<Crystal>[] {
  const predicted = (crystal: Crystal, property: string) => {
    const value = crystal.predictions?.find((one) => one.property === property)?.value;
    return value === undefined ? '–' : number(value, 2);
  };
  const mean = (crystal: Crystal, of: 'csm' | 'bondLengthMean', decimals: number) => {
    const value = meanOf(crystal.sites ?? [], of);
    return value === null ? '–' : number(value, decimals);
  };
  return [
    {
      key: 'formula',
      title: 'Formula',
      sortable: true,
      cell: ({ id, formula }) => (
        <Link href={addressOf.crystal(id)}>
          <Formula of={formula} /> <span class="quiet">{id}</span>
        </Link>
      ),
    },
    {
      key: 'group',
      title: 'Space group',
      sortable: true,
      cell: ({ spaceGroup }) => <SpaceGroup of={spaceGroup.symbol} />,
    },
    {
      key: 'motifs',
      title: 'Motifs',
      cell: ({ motifs }) => <Chips ids={(motifs ?? []).map(({ motifId }) => motifId)} />,
    },
    { key: 'atoms', title: 'Atoms', isNumber: true, sortable: true, cell: ({ atomCount }) => number(atomCount) },
    {
      key: 'gap',
      title: 'Gap, eV',
      isNumber: true,
      sortable: true,
      cell: (crystal) => predicted(crystal, 'BAND_GAP'),
    },
    {
      key: 'energy',
      title: (
        <span>
          <i>E</i>
          <sub>f</sub>, eV/atom
        </span>
      ),
      isNumber: true,
      sortable: true,
      cell: (crystal) => predicted(crystal, 'FORMATION_ENERGY_PER_ATOM'),
    },
    {
      key: 'length',
      title: `⟨${bond}⟩, Å`,
      isNumber: true,
      cell: (crystal) => mean(crystal, 'bondLengthMean', 3),
    },
    { key: 'csm', title: 'CSM', isNumber: true, cell: (crystal) => mean(crystal, 'csm', 2) },
  ];
}

const CHIPS = 4;

function Chips({ ids }: { ids: readonly string[] }) {
  return (
    <span class="chips">
      {ids.slice(0, CHIPS).map((id) => (
        <MotifChip key={id} id={id} />
      ))}
      {ids.length > CHIPS && <span class="quiet">+ {ids.length - CHIPS}</span>}
    </span>
  );
}
