/** The crystals that hold the pattern: pictures with a placement lit, or a table. */
import { useMemo } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { addressOf, questionOf, useAddress, useParameter, valueIn } from '../../address/address.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type CellContentsFragment,
  type CrystalFilter,
  type CrystalSort,
  PatternCrystalsDocument,
  type PatternCrystalsQuery,
  type PatternCrystalsQueryVariables,
} from '../../graphql/generated/operations.js';
import { Button, Segmented } from '../../parts/controls.js';
import { ExportButton } from '../../parts/export-button.js';
import { Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { counted, Formula, number, SpaceGroup } from '../../parts/text.js';
import { polyhedraText } from '../../address/polyhedra.js';
import { type Cell, decodeCell, keyOfAtom, type PolyhedronKey } from '../../structure/cell.js';
import { StructurePicture } from '../../structure/structure-picture.js';
import { toPattern } from './api-pattern.js';
import { filterOf } from './counts.js';
import { useCrystalCriteria } from './crystal-criteria.js';
import type { Drawing } from './model.js';
import './results.css';

type Found = NonNullable<PatternCrystalsQuery['crystals']>['nodes'][number];

const PER_PAGE = { pictures: 8, table: 25 } as const;

const SORTS = {
  id: ['by id', []],
  atoms: ['fewest atoms first', [{ key: 'ATOM_COUNT' }]],
  formula: ['by formula', [{ key: 'FORMULA' }]],
  gap: ['widest gap first', [{ key: 'BAND_GAP', descending: true }]],
} as const satisfies Record<string, readonly [string, readonly CrystalSort[]]>;

const SORT_KEYS = Object.keys(SORTS) as (keyof typeof SORTS)[];
const VIEWS = ['pictures', 'table'] as const;

/** What the address says of the page of results, as the API takes it. */
export function useResultVariables(drawing: Drawing, criteria: CrystalFilter): PatternCrystalsQueryVariables {
  const [parameters] = useAddress();
  const isTable = parameters.get('view') === 'table';
  const count = PER_PAGE[isTable ? 'table' : 'pictures'];
  const before = parameters.get('before');
  const [, sort] = SORTS[valueIn(parameters, 'sort', SORT_KEYS, 'id')];
  return {
    filter: filterOf(drawing, criteria),
    pattern: toPattern(drawing),
    ...(before === null ? { first: count, after: parameters.get('after') } : { last: count, before }),
    sort: [...sort],
    pictures: !isTable,
  };
}

interface ResultsProps {
  variables: PatternCrystalsQueryVariables;
  isStale: boolean;
  /** What can be done where nothing is found. */
  onUndo: (() => void) | null;
}

export function Results({ variables, isStale, onUndo }: ResultsProps) {
  const { chips, change } = useCrystalCriteria();
  const [view] = useParameter('view', VIEWS, 'pictures');
  const [sort] = useParameter('sort', SORT_KEYS, 'id');
  const { data, error, isPlaceholderData } = useAnswer(PatternCrystalsDocument, variables, { keepPrevious: true });
  const crystals = data?.data.crystals;
  const request = { filter: variables.filter, sort: variables.sort };
  return (
    <section class={`pattern-results${isStale || isPlaceholderData ? ' old' : ''}`} aria-label="Where it is">
      <header class="spread">
        <div class="row">
          <h2>Where it is</h2>
          {crystals && (
            <span class="quiet">
              {counted(crystals.totalCount, 'crystal')}
              {crystals.totalCount > 0 && view === 'pictures' && '; the first placement is lit'}
            </span>
          )}
        </div>
        <div class="row">
          <label class="sort">
            <span class="unseen">Order</span>
            <select
              value={sort}
              onChange={({ currentTarget: { value } }) => change({ sort: value === 'id' ? null : value })}
            >
              {Object.entries(SORTS).map(([key, [words]]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <Segmented
            label="How the crystals are shown"
            options={[
              ['pictures', 'Pictures'],
              ['table', 'Table'],
            ]}
            value={view}
            onChange={(next) => change({ view: next === 'pictures' ? null : next })}
          />
          <ExportButton name="pattern.csv" request={{ format: 'csv', of: 'crystals', ...request }}>
            CSV
          </ExportButton>
          <ExportButton name="pattern.ndjson" request={{ format: 'ndjson', ...request }}>
            NDJSON
          </ExportButton>
          <Link class="button" href={addressOf.crystalsThat(variables.filter)}>
            Open as search
          </Link>
        </div>
      </header>
      {error !== null ? (
        <ErrorBox errors={error.errors} />
      ) : data === undefined ? (
        <Skeleton lines={6} />
      ) : !crystals ? (
        <ErrorBox errors={data.errors} />
      ) : crystals.totalCount === 0 ? (
        <Empty title="No crystal of this graph meets all of it">
          <p class="quiet">{crystals.emptyReason?.message.replaceAll('`', '')}</p>
          <div class="row">
            {chips.map(({ key, text, without }) => (
              <Button key={key} icon="close" onClick={() => change(without)}>
                Drop {text}
              </Button>
            ))}
            {onUndo !== null && (
              <Button icon="undo" onClick={onUndo}>
                Undo the last step
              </Button>
            )}
          </div>
        </Empty>
      ) : (
        <>
          {view === 'pictures' ? <Pictures crystals={crystals.nodes} /> : <FoundTable crystals={crystals.nodes} />}
          {data.errors.length > 0 && <ErrorBox errors={data.errors} />}
          {(crystals.pageInfo.hasNextPage || crystals.pageInfo.hasPreviousPage) && (
            <nav class="row pattern-pages" aria-label="Pages of crystals">
              <Button
                disabled={!crystals.pageInfo.hasPreviousPage}
                onClick={() => change({ before: crystals.pageInfo.startCursor ?? null, after: null })}
              >
                Previous
              </Button>
              <Button
                disabled={!crystals.pageInfo.hasNextPage}
                onClick={() => change({ after: crystals.pageInfo.endCursor ?? null, before: null })}
              >
                Next
              </Button>
            </nav>
          )}
        </>
      )}
    </section>
  );
}

function Pictures({ crystals }: { crystals: readonly Found[] }) {
  return (
    <ul class="pattern-pictures">
      {crystals.map((crystal) => (
        <li key={crystal.id}>
          <PictureCard crystal={crystal} />
        </li>
      ))}
    </ul>
  );
}

function PictureCard({ crystal }: { crystal: Found }) {
  const placementAddress = usePlacementAddress();
  const { id, chemicalFormula, spaceGroup, structureType, mineral } = crystal;
  const cell = useMemo(() => (hasCell(crystal) ? decodeCell(crystal) : null), [crystal]);
  const lit = useMemo(() => (cell === null ? [] : litKeys(cell, crystal)), [cell, crystal]);
  return (
    <Link class="picture-card" href={placementAddress(crystal)}>
      {cell === null ? (
        <div class="picture-missing quiet">No picture: the service gives no cell for it.</div>
      ) : (
        <StructurePicture cell={cell} title={`${id} with a placement of the pattern`} lit={lit} height={208} />
      )}
      <span class="spread">
        <span class="names">
          <Formula of={chemicalFormula} /> {spaceGroup && <SpaceGroup of={spaceGroup.symbol} />}
        </span>
        <span class="quiet id">{id}</span>
      </span>
      <span class="quiet">
        {placementWords(crystal)}
        {(mineral ?? structureType) != null && ` · ${mineral ?? structureType}`}
      </span>
    </Link>
  );
}

function FoundTable({ crystals }: { crystals: readonly Found[] }) {
  const [, navigate] = useLocation();
  const placementAddress = usePlacementAddress();
  return (
    <div class="panel">
      <Table<Found>
        caption="Crystals that hold the pattern"
        columns={[
          { key: 'formula', title: 'Formula', cell: ({ chemicalFormula }) => <Formula of={chemicalFormula} /> },
          {
            key: 'group',
            title: 'Space group',
            cell: ({ spaceGroup }) => spaceGroup && <SpaceGroup of={spaceGroup.symbol} />,
          },
          {
            key: 'type',
            title: 'Structure type',
            cell: ({ structureType, mineral }) => structureType ?? mineral ?? '–',
          },
          {
            key: 'placements',
            title: 'Placements in a primitive cell',
            isNumber: true,
            cell: ({ placements }) => (placements ? number(placements.count) : '–'),
          },
          { key: 'atoms', title: 'Atoms', isNumber: true, cell: ({ atomCount }) => number(atomCount) },
          {
            key: 'id',
            title: 'Id',
            cell: (crystal) => (
              <Link class="link" href={placementAddress(crystal)}>
                {crystal.id}
              </Link>
            ),
          },
        ]}
        rows={crystals}
        keyOf={({ id }) => id}
        onPick={(crystal) => navigate(placementAddress(crystal))}
      />
    </div>
  );
}

/** Cells are asked for with pictures alone. */
function hasCell(crystal: Found): crystal is Found & CellContentsFragment {
  return crystal.drawnSites !== undefined;
}

function placementWords({ placements }: Found): string {
  return placements ? `${counted(placements.count, 'placement')} in a primitive cell` : 'placements not counted';
}

/** Leads to a crystal with its first placement lit, and the pattern to light the others. */
function usePlacementAddress(): (crystal: Found) => string {
  const [parameters] = useAddress();
  const p = parameters.get('p') ?? '';
  return ({ id, placements }) => {
    const sites = placements?.nodes[0]?.sites ?? [];
    const lit = sites.map(({ index, image }) => ({ index, image: [image[0]!, image[1]!, image[2]!] as const }));
    const question = lit.length === 0 ? '' : questionOf(new URLSearchParams({ lit: polyhedraText(lit), p }));
    return addressOf.crystal(id) + question;
  };
}

function litKeys(cell: Cell, { placements }: Found): readonly PolyhedronKey[] {
  const sites = placements?.nodes[0]?.sites ?? [];
  return sites.flatMap(({ index, image }) => keyOfAtom(cell, index, image) ?? []);
}
