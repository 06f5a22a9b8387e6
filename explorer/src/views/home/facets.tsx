/** What crystals of the graph have, counted; each leads to those crystals. */
import { useLocation } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import type { CrystalFilter, HomePageQuery } from '../../graphql/generated/operations.js';
import { joinedBins } from '../../parts/bins.js';
import { FacetRow } from '../../parts/facet-row.js';
import { KindGlyph, ShapeGlyph } from '../../parts/glyphs.js';
import { Histogram } from '../../parts/histogram.js';
import { Panel } from '../../parts/panel.js';
import { type ElementCount, PeriodicTable } from '../../parts/periodic-table.js';
import { Skeleton } from '../../parts/states.js';
import { crystalSystemName, elementCountName, kindName, shapeName } from '../../parts/value-names.js';

const SHAPES = 12;

export function Facets({ of }: { of: HomePageQuery | undefined }) {
  const [, navigate] = useLocation();
  const { shapes, elements, kinds, systems, sizes } = of?.statistics ?? {};
  return (
    <>
      <Panel title="Shapes" aside="crystals" class="shapes">
        {shapes ? (
          <Values
            values={shapes.slice(0, SHAPES)}
            label={({ value, label }) => (
              <>
                <ShapeGlyph geometry={String(value)} />
                <span class="text">{shapeName(String(value), label)}</span>
              </>
            )}
            filter={(value) => ({ geometries: [value] })}
          />
        ) : (
          <Skeleton lines={SHAPES} />
        )}
      </Panel>
      <div class="panel chemistry">
        <Part title="Centre element" aside="crystals; darker is more">
          {elements ? (
            <PeriodicTable
              label="Centre element"
              counts={elements.map(elementCount)}
              onPick={(symbol) => navigate(addressOf.crystalsThat({ centreElements: [symbol] }))}
            />
          ) : (
            <Skeleton lines={7} />
          )}
        </Part>
        <Part title="Crystal system" aside="crystals">
          {systems ? (
            <div class="in-columns">
              <Values
                values={systems}
                label={({ value }) => <span class="text">{crystalSystemName(String(value))}</span>}
                filter={(value) => ({ crystalSystems: [value as 'CUBIC'] })}
              />
            </div>
          ) : (
            <Skeleton />
          )}
        </Part>
      </div>
      <div class="panel home-figures">
        <Part title="Predicted band gap" aside="eV">
          <Gaps of={of} />
        </Part>
        <Part title="Sharing" aside="crystals">
          {kinds ? (
            <Values
              values={kinds}
              label={({ value }) => (
                <>
                  <KindGlyph kind={value as 'CORNER'} />
                  {kindName(value as 'CORNER')}
                </>
              )}
              filter={(value) => ({ connectionKinds: [value as 'CORNER'] })}
            />
          ) : (
            <Skeleton lines={3} />
          )}
        </Part>
        <Part title="Elements in the formula" aside="crystals">
          {sizes ? (
            <Values
              values={sizes.slice(0, 4)}
              label={({ value }) => elementCountName(Number(value))}
              filter={(value) => ({ elementCount: { min: Number(value), max: Number(value) } })}
            />
          ) : (
            <Skeleton lines={2} />
          )}
        </Part>
      </div>
    </>
  );
}

interface CountedValue {
  readonly value: unknown;
  readonly label?: string | null;
  readonly crystals: number;
}

function elementCount({ value, label, crystals }: CountedValue): ElementCount {
  return { symbol: String(value), name: label ?? String(value), count: crystals };
}

interface ValuesProps<Value extends CountedValue> {
  values: readonly Value[];
  label: (value: Value) => preact.ComponentChildren;
  filter: (value: string) => CrystalFilter;
}

function Values<Value extends CountedValue>({ values, label, filter }: ValuesProps<Value>) {
  const most = Math.max(...values.map(({ crystals }) => crystals));
  return (
    <ul>
      {values.map((one) => (
        <li key={String(one.value)}>
          <FacetRow
            label={label(one)}
            count={one.crystals}
            most={most}
            href={addressOf.crystalsThat(filter(String(one.value)))}
          />
        </li>
      ))}
    </ul>
  );
}

function Part({ title, aside, children }: { title: string; aside: string; children: preact.ComponentChildren }) {
  return (
    <section class="part" aria-label={title}>
      <header class="spread">
        <h2>{title}</h2>
        <span class="quiet">{aside}</span>
      </header>
      {children}
    </section>
  );
}

function Gaps({ of }: { of: HomePageQuery | undefined }) {
  const [, navigate] = useLocation();
  if (of === undefined) return <Skeleton lines={4} />;
  const gaps = of.crystals?.aggregate.gaps ?? null;
  if (gaps === null) {
    return (
      <p class="quiet">
        No crystal of this graph has predictions. An ingest with a model makes them: see `motifgraph ingest --help`.
      </p>
    );
  }
  const { domain, counts } = joinedBins(gaps, 40);
  return (
    <Histogram
      label="Predicted band gap, eV"
      domain={domain}
      counts={counts}
      decimals={2}
      hasEnds={false}
      onChoose={(chosen, isDone) => {
        if (isDone && chosen !== null) {
          navigate(addressOf.crystalsThat({ bandGap: { min: chosen[0], max: chosen[1] } }));
        }
      }}
    />
  );
}
