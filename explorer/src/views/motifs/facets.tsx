/** What the motifs of a list are, counted; a click narrows the list. */
import { motifFilterOf, readList, readRange, writeRange } from '../../address/criteria.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type MotifFilter,
  MotifsFacetsDocument,
  type MotifsGroupFragment,
} from '../../graphql/generated/operations.js';
import { Facet, RangeFacet, ValueFacet } from '../../listing/facets.js';
import { type Listing, toggled } from '../../listing/use-listing.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { PeriodicTable } from '../../parts/periodic-table.js';
import { ErrorBox, Skeleton } from '../../parts/states.js';

interface MotifFacetsProps {
  listing: Listing<MotifFilter>;
  shapeName: (geometry: string) => string;
  elementName: (symbol: string) => string;
}

export function MotifFacets({ listing: { parameters, filter, change }, shapeName, elementName }: MotifFacetsProps) {
  const without = (parameter: string): MotifFilter => {
    if (!parameters.has(parameter)) return filter;
    const others = new URLSearchParams(parameters);
    others.delete(parameter);
    return motifFilterOf(others).filter;
  };
  const answer = useAnswer(
    MotifsFacetsDocument,
    {
      shapes: without('shapes'),
      elements: without('elements'),
      ligands: without('ligands'),
      coordination: without('coordination'),
      crystals: without('crystals'),
    },
    { keepPrevious: true },
  );
  if (answer.error !== null) return <ErrorBox errors={answer.error.errors} />;
  const data = answer.data?.data;
  const chosenOf = (parameter: string) => readList(parameters.get(parameter) ?? '') ?? [];
  const toggle = (parameter: string) => (value: string) => change({ [parameter]: toggled(chosenOf(parameter), value) });
  const coordination = readRange(parameters.get('coordination') ?? '');
  const isIn = (value: number) =>
    coordination !== undefined &&
    value >= (coordination.min ?? Number.NEGATIVE_INFINITY) &&
    value <= (coordination.max ?? Number.POSITIVE_INFINITY);
  const numbers = countsOf(data?.coordination?.aggregate.groups).sort((a, b) => Number(a.value) - Number(b.value));
  return (
    <>
      <Facet title="Shape" isOpen>
        {data === undefined ? (
          <Skeleton lines={6} />
        ) : (
          <ValueFacet
            values={countsOf(data.shapes?.aggregate.groups).map(({ value, count }) => ({
              value,
              count,
              label: (
                <>
                  <ShapeGlyph geometry={value} />
                  <span class="text">{shapeName(value)}</span>
                </>
              ),
            }))}
            chosen={chosenOf('shapes')}
            onToggle={toggle('shapes')}
            few={12}
          />
        )}
      </Facet>
      <Facet title="Centre" isOpen>
        {data === undefined ? (
          <Skeleton lines={6} />
        ) : (
          <PeriodicTable
            label="Element at the centre"
            of="motif"
            counts={countsOf(data.elements?.aggregate.groups).map(({ value, count }) => ({
              symbol: value,
              name: elementName(value),
              count,
            }))}
            chosen={chosenOf('elements')}
            onPick={toggle('elements')}
          />
        )}
      </Facet>
      <Facet title="Ligand elements" isOpen>
        {data === undefined ? (
          <Skeleton lines={3} />
        ) : (
          <ValueFacet
            values={countsOf(data.ligands?.aggregate.groups).map(({ value, count }) => ({
              value,
              count,
              label: elementName(value),
            }))}
            chosen={chosenOf('ligands')}
            onToggle={toggle('ligands')}
            few={5}
          />
        )}
      </Facet>
      <Facet title="Number of ligands" isOpen>
        {data === undefined ? (
          <Skeleton lines={6} />
        ) : (
          <ValueFacet
            values={numbers.map(({ value, count }) => ({ value, count, label: value }))}
            chosen={numbers.map(({ value }) => value).filter((value) => isIn(Number(value)))}
            onToggle={(value) => {
              const isSame = coordination?.min === Number(value) && coordination.max === Number(value);
              const range = writeRange({ min: Number(value), max: Number(value) });
              change({ coordination: isSame ? null : range });
            }}
            few={14}
          />
        )}
      </Facet>
      <Facet title="Crystals" aside="that have it" isOpen>
        {data === undefined ? (
          <Skeleton lines={3} />
        ) : (
          <RangeFacet
            label="Crystals that have it"
            decimals={0}
            bins={data.crystals?.aggregate.histogram ?? null}
            text={parameters.get('crystals')}
            onChange={(text) => change({ crystals: text })}
          />
        )}
      </Facet>
    </>
  );
}

function countsOf(groups: readonly MotifsGroupFragment[] | null | undefined): { value: string; count: number }[] {
  return (groups ?? []).map(({ keys: [value], aggregate }) => ({ value: String(value), count: aggregate.count }));
}
