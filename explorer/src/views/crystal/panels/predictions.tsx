/** What is predicted, how far it may be off, and what it rests on. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PredictedProperty } from '../../../graphql/generated/operations.js';
import { Segmented } from '../../../parts/controls.js';
import { motifFormula } from '../../../parts/motif-chip.js';
import { Panel } from '../../../parts/panel.js';
import { Caution, Skeleton } from '../../../parts/states.js';
import { counted, Formula, number, range } from '../../../parts/text.js';
import { type Bases, type Basis, contributionsOf, type Part, type Step, stepsOf } from '../model/basis.js';
import { MotifGlyph } from './crystal-motif.js';
import type { CrystalData, Site } from '../model/site.js';

type Prediction = NonNullable<CrystalData['predictions']>[number];

interface Look {
  readonly name: string;
  /** In the choice of what the bars are of. */
  readonly short: string;
  /** What the basis is of: `What the gap rests on`. */
  readonly subject: string;
  readonly decimals: number;
  /** What the axis shows at least. */
  readonly domain: readonly [number, number];
}

const LOOKS: Readonly<Record<PredictedProperty, Look>> = {
  BAND_GAP: { name: 'Band gap', short: 'Gap', subject: 'the gap', decimals: 2, domain: [0, 7] },
  FORMATION_ENERGY_PER_ATOM: {
    name: 'Formation energy',
    short: 'Energy',
    subject: 'the energy',
    decimals: 2,
    domain: [-4, 0],
  },
  METAL_PROBABILITY: { name: 'Metal', short: 'Metal', subject: '“metal”', decimals: 2, domain: [0, 1] },
};

interface PredictionsProps {
  crystal: CrystalData;
  bases: Bases;
  /** Why there are none, where the answer has an error for them. */
  failure: string | null;
  /** Orbits that are pointed at anywhere. */
  hovered: readonly number[];
  onHover: (orbits: readonly number[]) => void;
}

export function Predictions({ crystal, bases, failure, hovered, onHover }: PredictionsProps) {
  const predictions = crystal.predictions ?? [];
  const cautions = [...new Set(predictions.flatMap((prediction) => prediction.cautions))];
  if (predictions.length === 0) {
    return (
      <Panel title="Predicted" class="crystal-predictions">
        <p class="quiet">
          {failure ??
            (crystal.ionAssignment === 'NONE'
              ? 'Nothing: the model knows compounds with anions only.'
              : crystal.isOrdered
                ? 'Nothing: the crystal was stored without predictions.'
                : 'Nothing: the model knows ordered crystals only, and sites of this one are shared or partly empty.')}
        </p>
      </Panel>
    );
  }
  const { model } = predictions[0]!;
  return (
    <Panel
      title="Predicted"
      class="crystal-predictions"
      aside={
        cautions.length === 0 ? (
          'no cautions'
        ) : (
          <span class="crystal-doubtful">{counted(cautions.length, 'caution')}</span>
        )
      }
    >
      {predictions.map((prediction) => (
        <PredictionRow key={prediction.property} prediction={prediction} />
      ))}
      <p class="quiet crystal-small">
        Bars hold nine of ten DFT values. {model.name} {model.version}.
      </p>
      {cautions.length > 0 && (
        <Caution title="Read with care">
          <ul>
            {cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </Caution>
      )}
      <RestsOn
        predictions={predictions}
        bases={bases}
        sites={crystal.sites ?? []}
        hovered={hovered}
        onHover={onHover}
      />
    </Panel>
  );
}

function PredictionRow({ prediction: { property, value, low, high, unit } }: { prediction: Prediction }) {
  const { name, decimals, domain } = LOOKS[property];
  if (property === 'METAL_PROBABILITY') {
    return (
      <div class="crystal-prediction">
        <span class="quiet">{name}</span>
        <span class="crystal-probability" aria-hidden>
          <span class="fill" style={{ width: `${100 * value}%` }} />
        </span>
        <span class="value">
          <strong>{number(100 * value, value > 0.0005 && value < 0.9995 ? 1 : 0)}</strong> %
        </span>
      </div>
    );
  }
  const from = Math.min(domain[0], Math.floor(low ?? value));
  const to = Math.max(domain[1], Math.ceil(high ?? value));
  const share = (of: number) => (100 * (of - from)) / (to - from);
  return (
    <div class="crystal-prediction">
      <span class="quiet">{name}</span>
      <span>
        <span class="crystal-interval" aria-hidden>
          {low !== null && high !== null && (
            <span class="span" style={{ left: `${share(low)}%`, width: `${share(high) - share(low)}%` }} />
          )}
          <span class="dot" style={{ left: `${share(value)}%` }} />
        </span>
        <span class="spread crystal-ends quiet" aria-hidden>
          <span>{number(from)}</span>
          <span>{number(to)}</span>
        </span>
      </span>
      <span class="value">
        <strong>{number(value, decimals)}</strong> {unit}
        {low !== null && high !== null && <span class="quiet interval">{signedRange(low, high, decimals)}</span>}
      </span>
    </div>
  );
}

/** A dash between negative numbers reads as one more minus. */
function signedRange(low: number, high: number, decimals: number): string {
  return low < 0 ? `${number(low, decimals)} to ${number(high, decimals)}` : range(low, high, decimals);
}

interface RestsOnProps extends Pick<PredictionsProps, 'hovered' | 'onHover'> {
  predictions: readonly Prediction[];
  bases: Bases;
  sites: readonly Site[];
}

function RestsOn({ predictions, bases, sites, hovered, onHover }: RestsOnProps) {
  const [property, setProperty] = useState<PredictedProperty>(predictions[0]!.property);
  const { subject } = LOOKS[property];
  const basis = bases === undefined || 'why' in bases ? undefined : bases.get(property);
  return (
    <section class="crystal-basis">
      <header class="spread">
        <h3>What {subject} rests on</h3>
        {predictions.length > 1 && (
          <Segmented
            label="Property"
            options={predictions.map((prediction) => [prediction.property, LOOKS[prediction.property].short] as const)}
            value={property}
            onChange={setProperty}
          />
        )}
      </header>
      {bases === undefined ? (
        <Skeleton lines={6} />
      ) : 'why' in bases ? (
        <p class="quiet">{bases.why}</p>
      ) : basis === undefined || basis === null || (basis.contributions ?? []).length === 0 ? (
        <p class="quiet">The model does not tell what this prediction rests on.</p>
      ) : (
        <Waterfall
          basis={basis}
          stored={predictions.find((prediction) => prediction.property === property)!}
          sites={sites}
          hovered={hovered}
          onHover={onHover}
        />
      )}
    </section>
  );
}

interface WaterfallProps extends Omit<RestsOnProps, 'predictions' | 'bases'> {
  basis: Basis;
  stored: Prediction;
}

function Waterfall({ basis, stored, sites, hovered, onHover }: WaterfallProps) {
  const parts = contributionsOf(basis, sites);
  const steps = stepsOf(basis, parts);
  const ends = [steps.mean, ...steps.parts].flatMap(({ from, to }) => [from, to]);
  const low = Math.min(...ends);
  const size = Math.max(...ends) - low || 1;
  const share = (value: number) => (100 * (value - low)) / size;
  const isOdds = basis.unit === 'log-odds';
  const isOther = !isOdds && Math.abs(basis.value - stored.value) > 0.005;
  return (
    <>
      <table class="crystal-waterfall">
        <caption class="unseen">{`Contributions in ${basis.unit}, which sum to ${number(basis.value, 2)}`}</caption>
        <tbody>
          <Bar step={steps.mean} share={share} kind="mean" label="Training mean" value={number(basis.mean, 2)} />
          {parts.map((part, index) => (
            <Bar
              key={part.key}
              step={steps.parts[index]!}
              share={share}
              kind="part"
              label={<PartName part={part} />}
              value={signed(part.value)}
              isHovered={part.orbits.some((orbit) => hovered.includes(orbit))}
              onHover={(isOver) => onHover(isOver ? part.orbits : [])}
            />
          ))}
          <Bar step={steps.whole} share={share} kind="whole" label="Predicted" value={number(basis.value, 2)} />
        </tbody>
      </table>
      <p class="quiet crystal-small">
        {isOdds
          ? `Log-odds of being a metal; ${number(basis.value, 2)} is ${number(100 / (1 + Math.exp(-basis.value)), 1)} %.`
          : `${basis.unit}; sums to ${number(basis.value, 2)}.`}
        {isOther && ' Another model made the stored prediction.'}
      </p>
    </>
  );
}

interface BarProps {
  step: Step;
  share: (value: number) => number;
  kind: 'mean' | 'part' | 'whole';
  label: ComponentChildren;
  value: string;
  isHovered?: boolean;
  onHover?: (isOver: boolean) => void;
}

function Bar({ step, share, kind, label, value, isHovered = false, onHover }: BarProps) {
  const [left, right] = [share(Math.min(step.from, step.to)), share(Math.max(step.from, step.to))];
  return (
    <tr
      class={isHovered ? `${kind} hovered` : kind}
      onMouseEnter={() => onHover?.(true)}
      onMouseLeave={() => onHover?.(false)}
    >
      <th scope="row">
        <span class="label">{label}</span>
      </th>
      <td class="track" aria-hidden>
        <span style={{ left: `${left}%`, width: `${right - left}%` }} />
        {kind !== 'whole' && <i style={{ left: `${share(step.to)}%` }} />}
      </td>
      <td class="number">{value}</td>
    </tr>
  );
}

function PartName({ part }: { part: Part }) {
  const { of, element, motifId, orbits } = part;
  if (of === 'REST') return <span class="quiet">{orbits.length} smaller ones</span>;
  const several = orbits.length > 1 && <span class="quiet">{orbits.length} orbits</span>;
  if (motifId === null) {
    return (
      <>
        <span class="crystal-ball" aria-hidden />
        <strong>{element}</strong> {of === 'MOTIF' && <span class="quiet">as site</span>} {several}
      </>
    );
  }
  return (
    <>
      <MotifGlyph id={motifId} size={14} />
      {of === 'ATOM' ? (
        <>
          <strong>{element}</strong>{' '}
          <span class="quiet">
            in <Formula of={motifFormula(motifId)} />
          </span>
        </>
      ) : (
        <>
          <Formula of={motifFormula(motifId)} /> <span class="quiet">as motif</span>
        </>
      )}{' '}
      {several}
    </>
  );
}

/** `+0.80`. What rounds to nothing has no sign. */
function signed(value: number): string {
  const text = number(value, 2);
  return Number(value.toFixed(2)) === 0 ? text.replace('−', '') : value > 0 ? `+${text}` : text;
}
