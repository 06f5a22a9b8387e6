/** What the crystals of a list have, counted; a click narrows the list. */
import { useState } from 'preact/hooks';
import { crystalFilterOf, readList, readRange, writeRange } from '../../address/criteria.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type CrystalFilter,
  CrystalsFacetsDocument,
  type CrystalsFacetsQuery,
  CrystalsRangesDocument,
} from '../../graphql/generated/operations.js';
import { Facet, RangeFacet, ValueFacet } from '../../listing/facets.js';
import { QUANTITIES, QUANTITY_NAMES, withUnit } from '../../listing/quantities.js';
import { type Listing, toggled } from '../../listing/use-listing.js';
import { Segmented } from '../../parts/controls.js';
import { type ConnectionKind, KindGlyph, ShapeGlyph } from '../../parts/glyphs.js';
import { PeriodicTable } from '../../parts/periodic-table.js';
import { NumberedSpaceGroup } from '../../parts/space-groups.js';
import { Skeleton } from '../../parts/states.js';
import { Formula, number } from '../../parts/text.js';
import { crystalSystemName, elementCountName, kindName, shapeName } from '../../parts/value-names.js';
import { NetFacet } from './net-facet.js';

/** Open at the start; the others are opened by those who need them, or by a criterion. */
const OPEN: ReadonlySet<string> = new Set(['shapes', 'elements', 'kinds', 'nets', 'systems', 'gap']);

export function CrystalFacets({ listing }: { listing: Listing<CrystalFilter> }) {
  const { parameters, filter, change } = listing;
  const without = (parameter: string): CrystalFilter => {
    if (!parameters.has(parameter)) return filter;
    const others = new URLSearchParams(parameters);
    others.delete(parameter);
    return crystalFilterOf(others).filter;
  };
  const facets = useAnswer(
    CrystalsFacetsDocument,
    {
      filter,
      centres: without('centres'),
      systems: without('systems'),
      spaceGroups: without('spaceGroups'),
      families: without('families'),
      minerals: without('minerals'),
      elementCount: without('elementCount'),
      datasets: without('datasets'),
      disordered: { and: [without('ordered'), { isOrdered: false }] },
    },
    { keepPrevious: true },
  );
  const ranges = useAnswer(
    CrystalsRangesDocument,
    Object.fromEntries(QUANTITY_NAMES.map((parameter) => [parameter, without(parameter)])),
    { keepPrevious: true },
  );
  const data = facets.data?.data;
  const isOpen = (parameter: string) => OPEN.has(parameter) || parameters.has(parameter);
  const values = (
    parameter: string,
    title: string,
    counts: Counts,
    label: (value: string, label?: string | null) => preact.ComponentChildren,
    { isLower = false, few = 8 } = {},
  ) => {
    const chosen = readList(parameters.get(parameter) ?? '') ?? [];
    return (
      <Facet title={title} isOpen={isOpen(parameter)}>
        {counts === undefined ? (
          <Skeleton lines={4} />
        ) : (
          <ValueFacet
            few={few}
            values={(counts ?? []).map(({ value, label: name, crystals }) => ({
              value: isLower ? String(value).toLowerCase() : String(value),
              label: label(String(value), name),
              words: name ?? undefined,
              count: crystals,
            }))}
            chosen={chosen}
            onToggle={(value) => change({ [parameter]: toggled(chosen, value) })}
          />
        )}
      </Facet>
    );
  };
  return (
    <>
      {values('shapes', 'Shapes', data?.shapes, (value, label) => (
        <>
          <ShapeGlyph geometry={value} />
          <span class="text">{shapeName(value, label)}</span>
        </>
      ))}
      <Facet title="Elements" isOpen={isOpen('elements') || isOpen('centres')}>
        <ElementFacet listing={listing} data={data} />
      </Facet>
      {values(
        'kinds',
        'Sharing',
        data?.kinds,
        (value) => (
          <>
            <KindGlyph kind={value as ConnectionKind} />
            {kindName(value as ConnectionKind)}
          </>
        ),
        { isLower: true },
      )}
      <Facet title="Chains, sheets, frameworks" isOpen={isOpen('nets')}>
        <NetFacet listing={listing} others={without('nets')} />
      </Facet>
      {values('systems', 'Crystal system', data?.systems, crystalSystemName, { isLower: true })}
      {values('spaceGroups', 'Space group', data?.spaceGroups, (value, symbol) => (
        <NumberedSpaceGroup number={value} symbol={symbol ?? undefined} />
      ))}
      {values('families', 'Structure type', data?.families, (value) => value)}
      {values('minerals', 'Mineral', data?.minerals, (value) => value)}
      <Facet title="Number of elements" isOpen={isOpen('elementCount')}>
        <ElementCountFacet listing={listing} counts={data?.elementCount} />
      </Facet>
      {QUANTITY_NAMES.map((parameter) => {
        const { name, unit, decimals } = QUANTITIES[parameter];
        return (
          <Facet key={parameter} title={name} aside={unit} isOpen={isOpen(parameter)}>
            {ranges.data === undefined ? (
              <Skeleton lines={3} />
            ) : (
              <RangeFacet
                label={withUnit(name, QUANTITIES[parameter])}
                decimals={decimals}
                bins={ranges.data.data[parameter]?.aggregate.histogram ?? null}
                text={parameters.get(parameter)}
                onChange={(next) => change({ [parameter]: next })}
              />
            )}
          </Facet>
        );
      })}
      {values('units', 'Molecules and ions', unitsOf(data), (value) => (
        <Formula of={value} />
      ))}
      {(data?.datasets?.length ?? 0) > 1 && values('datasets', 'Data set', data?.datasets, (value) => value)}
      {((data?.disordered?.totalCount ?? 0) > 0 || parameters.has('ordered')) && (
        <Facet
          title="Order"
          aside={`${number(data?.disordered?.totalCount ?? 0)} disordered`}
          isOpen={isOpen('ordered')}
        >
          <Segmented
            label="Order"
            options={[
              ['', 'All'],
              ['yes', 'Ordered'],
              ['no', 'Disordered'],
            ]}
            value={(parameters.get('ordered') ?? '') as '' | 'yes' | 'no'}
            onChange={(value) => change({ ordered: value === '' ? null : value })}
          />
        </Facet>
      )}
    </>
  );
}

type Counts =
  | readonly { readonly value: unknown; readonly label?: string | null; readonly crystals: number }[]
  | null
  | undefined;

/** As chemists write them, which the filter reads as well: NH4 for H4N. */
function unitsOf(data: CrystalsFacetsQuery | undefined): Counts {
  return data?.units?.map(({ value, label, crystals }) => ({ value: label ?? value, crystals }));
}

interface PartProps {
  listing: Listing<CrystalFilter>;
  data: CrystalsFacetsQuery | undefined;
}

/** Of the formula (all that are chosen have to occur), or at the centre of polyhedra (one of them). */
function ElementFacet({ listing: { parameters, change }, data }: PartProps) {
  const [of, setOf] = useState<'elements' | 'centres'>(parameters.has('centres') ? 'centres' : 'elements');
  const counts = data?.[of];
  const chosen = readList(parameters.get(of) ?? '') ?? [];
  return (
    <>
      <Segmented
        label="Elements of"
        options={[
          ['elements', 'In the formula'],
          ['centres', 'At centres'],
        ]}
        value={of}
        onChange={setOf}
      />
      {counts ? (
        <PeriodicTable
          label={of === 'elements' ? 'Elements of the formula' : 'Elements at centres'}
          counts={counts.map(({ value, label, crystals }) => ({
            symbol: String(value),
            name: label ?? String(value),
            count: crystals,
          }))}
          chosen={chosen}
          onPick={(symbol) => change({ [of]: toggled(chosen, symbol) })}
        />
      ) : (
        <Skeleton lines={6} />
      )}
    </>
  );
}

function ElementCountFacet({
  listing: { parameters, change },
  counts,
}: {
  listing: Listing<CrystalFilter>;
  counts: CrystalsFacetsQuery['elementCount'] | undefined;
}) {
  if (!counts) return <Skeleton lines={3} />;
  const chosen = readRange(parameters.get('elementCount') ?? '');
  const isIn = (value: number) =>
    chosen !== undefined &&
    value >= (chosen.min ?? Number.NEGATIVE_INFINITY) &&
    value <= (chosen.max ?? Number.POSITIVE_INFINITY);
  return (
    <ValueFacet
      values={counts.map(({ value, crystals }) => ({
        value: String(value),
        label: elementCountName(Number(value)),
        count: crystals,
      }))}
      chosen={counts.map(({ value }) => String(value)).filter((value) => isIn(Number(value)))}
      onToggle={(value) => {
        const isSame = chosen?.min === Number(value) && chosen.max === Number(value);
        change({ elementCount: isSame ? null : writeRange({ min: Number(value), max: Number(value) }) });
      }}
    />
  );
}
