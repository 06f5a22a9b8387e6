/** Figures about all crystals of a list: a distribution, by groups, or two kinds of groups against each other. */
import type { ComponentChildren } from 'preact';
import { crystalParametersOf } from '../../address/criteria.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type CrystalFilter,
  type CrystalGroupKey,
  CrystalsFiguresDocument,
  type CrystalsFiguresQuery,
} from '../../graphql/generated/operations.js';
import { QUANTITIES, type Quantity, withUnit } from '../../listing/quantities.js';
import type { Listing } from '../../listing/use-listing.js';
import { joinedBins } from '../../parts/bins.js';
import { Bar } from '../../parts/facet-row.js';
import { type ConnectionKind, KindGlyph, ShapeGlyph } from '../../parts/glyphs.js';
import { Histogram } from '../../parts/histogram.js';
import { Motif } from '../../parts/motif-chip.js';
import { Panel, Stat } from '../../parts/panel.js';
import { Select } from '../../parts/select.js';
import { useSpaceGroupNames } from '../../parts/space-groups.js';
import { Answered } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { number } from '../../parts/text.js';
import { crystalSystemName, elementCountName, kindName, shapeName } from '../../parts/value-names.js';
import { CrossTable } from './cross-table.js';

interface Grouping {
  readonly by: CrystalGroupKey;
  readonly name: string;
  readonly filter: (value: string) => CrystalFilter;
}

const GROUPINGS = {
  systems: {
    by: 'CRYSTAL_SYSTEM',
    name: 'Crystal system',
    filter: (value) => ({ crystalSystems: [value as 'CUBIC'] }),
  },
  spaceGroups: { by: 'SPACE_GROUP', name: 'Space group', filter: (value) => ({ spaceGroupNumbers: [Number(value)] }) },
  shapes: { by: 'GEOMETRY', name: 'Shape', filter: (value) => ({ geometries: [value] }) },
  motifs: { by: 'MOTIF', name: 'Motif', filter: (value) => ({ motifs: [value] }) },
  centres: { by: 'CENTRE_ELEMENT', name: 'Centre element', filter: (value) => ({ centreElements: [value] }) },
  elements: { by: 'ELEMENT', name: 'Element', filter: (value) => ({ elements: [value] }) },
  kinds: { by: 'CONNECTION_KIND', name: 'Sharing', filter: (value) => ({ connectionKinds: [value as 'EDGE'] }) },
  families: { by: 'STRUCTURE_FAMILY', name: 'Structure type', filter: (value) => ({ structureFamilies: [value] }) },
  anonymous: {
    by: 'ANONYMOUS_FORMULA',
    name: 'Anonymous formula',
    filter: (value) => ({ anonymousFormulas: [value] }),
  },
  elementCount: {
    by: 'ELEMENT_COUNT',
    name: 'Number of elements',
    filter: (value) => ({ elementCount: { min: Number(value), max: Number(value) } }),
  },
  datasets: { by: 'DATASET', name: 'Data set', filter: (value) => ({ datasets: [value] }) },
} as const satisfies Record<string, Grouping>;

type GroupingName = keyof typeof GROUPINGS;

const namesOf = <Name extends string>(of: Readonly<Record<Name, { readonly name: string }>>) =>
  (Object.keys(of) as Name[]).map((name) => [name, of[name].name] as const);

/** Groups below the largest ones are left out of the table. */
const MOST_GROUPS = 12;

export function CrystalFigures({ listing }: { listing: Listing<CrystalFilter> }) {
  const { parameters, filter, change } = listing;
  const quantityName = nameIn(QUANTITIES, parameters.get('of')) ?? 'gap';
  const [rows = null, columns = null] = (parameters.get('by') ?? '').split(',').map((name) => nameIn(GROUPINGS, name));
  const quantity: Quantity = QUANTITIES[quantityName];
  const groupings: readonly Grouping[] = [rows, columns].flatMap((name) => (name === null ? [] : [GROUPINGS[name]]));
  const answer = useAnswer(
    CrystalsFiguresDocument,
    {
      filter,
      of: quantity.of,
      by: groupings.length === 0 ? ['CRYSTAL_SYSTEM'] : groupings.map(({ by }) => by),
      isGrouped: groupings.length > 0,
    },
    { keepPrevious: true },
  );
  const groupBy = (first: GroupingName | '', second: GroupingName | '') =>
    change({ by: [first, first === second ? '' : second].filter((name) => name !== '').join(',') || null });
  return (
    <Panel
      title="Figures"
      class="crystal-figures"
      aside={
        <span class="row">
          <Select
            label="Of"
            options={namesOf(QUANTITIES)}
            value={quantityName}
            onChange={(name) => change({ of: name === 'gap' ? null : name })}
          />
          <Select
            label="by"
            options={[['', 'no groups'], ...namesOf(GROUPINGS)]}
            value={rows ?? ''}
            onChange={(name) => groupBy(name, name === '' ? '' : (columns ?? ''))}
          />
          {rows !== null && (
            <Select
              label="and"
              options={[['', 'nothing else'], ...namesOf(GROUPINGS).filter(([name]) => name !== rows)]}
              value={columns ?? ''}
              onChange={(name) => groupBy(rows, name)}
            />
          )}
        </span>
      }
    >
      <Answered of={answer} lines={5}>
        {({ crystals }) =>
          crystals === null ? null : (
            <>
              <Distribution of={crystals.aggregate} quantity={quantity} label={withUnit(quantity.name, quantity)} />
              {crystals.aggregate.groups && rows !== null && (
                <Groups
                  groups={crystals.aggregate.groups}
                  groupings={groupings}
                  quantity={quantity}
                  onPick={(picked) => change(crystalParametersOf(picked))}
                />
              )}
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function nameIn<Name extends string>(of: Readonly<Record<Name, unknown>>, name: string | null): Name | null {
  return name !== null && Object.hasOwn(of, name) ? (name as Name) : null;
}

type Aggregate = NonNullable<CrystalsFiguresQuery['crystals']>['aggregate'];

function Distribution({ of, quantity, label }: { of: Aggregate; quantity: Quantity; label: string }) {
  const { distribution, histogram, quantiles } = of;
  if (!distribution || !histogram) return <p class="quiet">None of these crystals has a value.</p>;
  const { domain, counts } = joinedBins(histogram, 48);
  const show = (value: number) => number(value, quantity.decimals);
  const named = new Map(quantiles?.map(({ part, value }) => [part, value]));
  const stats: readonly (readonly [string, number | undefined])[] = [
    ['Mean', distribution.mean],
    ['Deviation', distribution.standardDeviation],
    ['Least', distribution.min],
    ['5 %', named.get(0.05)],
    ['25 %', named.get(0.25)],
    ['Median', named.get(0.5)],
    ['75 %', named.get(0.75)],
    ['95 %', named.get(0.95)],
    ['Most', distribution.max],
  ];
  return (
    <div class="crystal-distribution">
      <div class="stats">
        {stats.map(([name, value]) => (
          <Stat key={name} label={name} value={value === undefined ? '–' : show(value)} />
        ))}
      </div>
      <Histogram label={label} domain={domain} counts={counts} decimals={quantity.decimals} height={84} />
    </div>
  );
}

interface Group {
  readonly keys: readonly string[];
  readonly count: number;
  readonly mean: number | null;
  readonly median: number | null;
}

interface GroupsProps {
  groups: NonNullable<Aggregate['groups']>;
  groupings: readonly Grouping[];
  quantity: Quantity;
  onPick: (filter: CrystalFilter) => void;
}

function Groups({ groups, groupings, quantity, onPick }: GroupsProps) {
  const all = groups.map(
    ({ keys, aggregate }): Group => ({
      keys: keys.map(String),
      count: aggregate.crystals,
      mean: aggregate.distribution?.mean ?? null,
      median: aggregate.quantiles?.[0]?.value ?? null,
    }),
  );
  const spaceGroups = groupings.findIndex(({ by }) => by === 'SPACE_GROUP');
  const nameOfGroup = useSpaceGroupNames(spaceGroups < 0 ? [] : all.map(({ keys }) => Number(keys[spaceGroups])));
  const name = (grouping: Grouping, value: string) =>
    grouping.by === 'SPACE_GROUP' ? nameOfGroup(value) : groupName(grouping.by, value);
  const [first, second] = groupings;
  if (first === undefined) return null;
  const show = (value: number | null) => (value === null ? '–' : number(value, quantity.decimals));
  if (second !== undefined) {
    return (
      <CrossTable
        rowTitle={first.name}
        columnTitle={second.name}
        cells={all.map(({ keys: [row = '', column = ''], count, mean }) => ({ row, column, count, note: show(mean) }))}
        noteTitle={`mean ${withUnit(quantity.name.toLowerCase(), quantity)}`}
        rowName={(value) => name(first, value)}
        columnName={(value) => name(second, value)}
        onPick={(row, column) => onPick({ ...first.filter(row), ...second.filter(column) })}
      />
    );
  }
  const most = Math.max(1, ...all.map(({ count }) => count));
  const shown = all.slice(0, MOST_GROUPS);
  return (
    <>
      <Table
        caption={`Crystals by ${first.name.toLowerCase()}`}
        rows={shown}
        keyOf={({ keys }) => keys.join()}
        onPick={({ keys: [value = ''] }) => onPick(first.filter(value))}
        columns={[
          { key: 'group', title: first.name, cell: ({ keys: [value = ''] }) => name(first, value) },
          { key: 'bar', title: <span class="unseen">Share</span>, cell: ({ count }) => <Bar share={count / most} /> },
          { key: 'count', title: 'Crystals', isNumber: true, cell: ({ count }) => number(count) },
          { key: 'mean', title: 'Mean', isNumber: true, cell: ({ mean }) => show(mean) },
          { key: 'median', title: 'Median', isNumber: true, cell: ({ median }) => show(median) },
        ]}
      />
      {all.length > shown.length && (
        <p class="quiet">
          The largest {shown.length} of {all.length < 400 ? number(all.length) : 'more than 400'}
        </p>
      )}
    </>
  );
}

function groupName(by: CrystalGroupKey, value: string): ComponentChildren {
  switch (by) {
    case 'CRYSTAL_SYSTEM':
      return crystalSystemName(value);
    case 'GEOMETRY':
      return (
        <span class="motif">
          <ShapeGlyph geometry={value} /> {shapeName(value)}
        </span>
      );
    case 'MOTIF':
      return <Motif id={value} />;
    case 'CONNECTION_KIND':
      return (
        <span class="motif">
          <KindGlyph kind={value as ConnectionKind} /> {kindName(value as ConnectionKind)}
        </span>
      );
    case 'ELEMENT_COUNT':
      return elementCountName(Number(value));
    default:
      return value;
  }
}
