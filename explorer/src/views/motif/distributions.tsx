/** How the sites of the motif are spread: each range that is chosen filters the other histograms, and the crystals. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Changes } from '../../address/address.js';
import { useAnswer } from '../../graphql/client.js';
import { MotifDistributionsDocument, type MotifDistributionsQuery } from '../../graphql/generated/operations.js';
import { KIND_NAMES } from '../../parts/glyphs.js';
import { Histogram, type Interval } from '../../parts/histogram.js';
import { ErrorBox, Skeleton } from '../../parts/states.js';
import { counted, number } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import { type Brushes, isBrushed as isAnyBrushed, NO_BRUSHES, textOf } from './brushes.js';
import { bondOf, type Domains, distributionsFor, domainsOf, type MotifAnswer } from './model.js';
import { KINDS } from '../../parts/kinds.js';

interface DistributionsProps {
  motif: MotifAnswer;
  /** As they are drawn; `settled` once they rest, as they are asked for. */
  brushes: Brushes;
  settled: Brushes;
  /** Ranges while they are drawn, and when they are done. */
  drag: (changes: Changes, isDone: boolean) => void;
}

export function Distributions({ motif, brushes, settled, drag }: DistributionsProps) {
  const domains = useMemo(() => domainsOf(motif), [motif]);
  const all = useAnswer(MotifDistributionsDocument, distributionsFor(motif.id, NO_BRUSHES, domains));
  const filtered = useAnswer(MotifDistributionsDocument, distributionsFor(motif.id, settled, domains), {
    enabled: isAnyBrushed(settled),
    keepPrevious: true,
  });
  const error = all.error ?? filtered.error;
  const whole = all.data?.data;
  const part = isAnyBrushed(settled) ? (filtered.data?.data ?? whole) : whole;
  if (error !== null) {
    return (
      <div class="panel distributions">
        <ErrorBox errors={error.errors} />
      </div>
    );
  }
  const choose = (name: string) => (range: Interval | null, isDone: boolean) =>
    drag({ [name]: textOf(range), rows: null }, isDone);
  const bond = bondOf(motif);
  const shape = shapeName(motif.geometry.symbol, motif.geometry.name);
  return (
    <div class="distributions">
      <section class="panel" aria-label="Bond lengths and distortion">
        <Distribution title={`Mean ${bond}`} unit="Å" isBrushed={brushes.length !== null}>
          {whole === undefined || part === undefined ? (
            <Skeleton lines={3} />
          ) : (
            <Histogram
              label={`Mean ${bond}, Å`}
              domain={domains.length}
              counts={part.lengths?.aggregate.histogram?.counts ?? []}
              behind={whole.lengths?.aggregate.histogram?.counts}
              decimals={3}
              height={70}
              chosen={brushes.length}
              onChoose={choose('d')}
            />
          )}
        </Distribution>
        <Distribution title={`Distance from the ideal ${shape}`} unit="CSM" isBrushed={brushes.measure !== null}>
          {whole === undefined || part === undefined ? (
            <Skeleton lines={3} />
          ) : (
            <Histogram
              label={`Distance from the ideal ${shape}, continuous symmetry measure`}
              domain={domains.measure}
              counts={part.measures?.aggregate.histogram?.counts ?? []}
              behind={whole.measures?.aggregate.histogram?.counts}
              decimals={2}
              height={56}
              chosen={brushes.measure}
              onChoose={choose('csm')}
            />
          )}
        </Distribution>
        <p class="quiet" aria-live="polite">
          {chosenText(part, motif, settled)}
        </p>
      </section>
      <section class="panel angles" aria-label="Angles">
        <header class="spread">
          <h2>
            Angle {bond}–<i>M</i> by what is shared
          </h2>
          <span class="quiet">degrees</span>
        </header>
        {whole === undefined || part === undefined ? (
          <Skeleton lines={6} />
        ) : (
          <Angles motif={motif} whole={whole} part={part} domain={domains.angle} brushes={brushes} drag={drag} />
        )}
      </section>
    </div>
  );
}

interface DistributionProps {
  title: string;
  unit: string;
  isBrushed: boolean;
  children: ComponentChildren;
}

function Distribution({ title, unit, isBrushed, children }: DistributionProps) {
  return (
    <div class={`motif-distribution${isBrushed ? ' brushed' : ''}`}>
      <div class="spread">
        <h2>{title}</h2>
        <span class="quiet unit">{unit}</span>
      </div>
      {children}
    </div>
  );
}

function chosenText(part: MotifDistributionsQuery | undefined, motif: MotifAnswer, brushes: Brushes): string {
  if (!isAnyBrushed(brushes))
    return 'Drag over a histogram to choose a range: it filters the others, and the crystals.';
  const chosen = part?.chosen?.aggregate;
  if (chosen === undefined) return '';
  return `${counted(chosen.count, 'site')} in ${counted(chosen.crystals, 'crystal')} chosen, of ${number(motif.siteCount)}`;
}

interface AnglesProps {
  motif: MotifAnswer;
  whole: MotifDistributionsQuery;
  part: MotifDistributionsQuery;
  domain: Domains['angle'];
  brushes: Brushes;
  drag: DistributionsProps['drag'];
}

/** One above the other on one axis: the more is shared, the smaller the angle. */
function Angles({ motif, whole, part, domain, brushes: { angle }, drag }: AnglesProps) {
  const kinds = [...KINDS].reverse().filter((kind) => motif.statistics.angles.some((one) => one.kind === kind));
  if (kinds.length === 0) return <p class="quiet">Its polyhedra share no ligand with others.</p>;
  return (
    <>
      {kinds.map((kind, index) => {
        const { one, many } = KIND_NAMES[kind];
        const { degrees } = motif.statistics.angles.find((entry) => entry.kind === kind)!;
        return (
          <div key={kind} class={`angle ${one}${angle?.kind === kind ? ' brushed' : ''}`}>
            <div class="angle-name">
              <strong>{one}</strong>
              <span class="quiet">
                {number(degrees.mean, 1)} ± {number(degrees.standardDeviation, 1)}°
              </span>
            </div>
            <Histogram
              label={`Angles at shared ${many}, degrees`}
              domain={domain}
              counts={countsOf(part, kind)}
              behind={countsOf(whole, kind)}
              decimals={0}
              height={46}
              chosen={angle?.kind === kind ? angle.range : null}
              onChoose={(range, isDone) =>
                drag({ angle: range === null ? null : `${one}:${textOf(range)}`, rows: null }, isDone)
              }
              hasAxis={index === kinds.length - 1}
            />
          </div>
        );
      })}
    </>
  );
}

function countsOf(answer: MotifDistributionsQuery, kind: (typeof KINDS)[number]): readonly number[] {
  const list = { CORNER: answer.corners, EDGE: answer.edges, FACE: answer.faces }[kind];
  return list?.aggregate.histogram?.counts ?? [];
}
