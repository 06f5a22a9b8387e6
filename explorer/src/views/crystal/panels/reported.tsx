/** What others report of the crystal, and how far predictions are from it. */
import type { ComponentChildren } from 'preact';
import type { PredictedProperty } from '../../../graphql/generated/operations.js';
import { Panel } from '../../../parts/panel.js';
import { number } from '../../../parts/text.js';
import type { CrystalData } from '../model/site.js';

type Values = NonNullable<CrystalData['reported']>;

interface Quantity {
  readonly key: Exclude<keyof Values, 'sources' | 'magneticOrder'>;
  readonly name: string;
  readonly unit: string;
  readonly predicted?: PredictedProperty;
}

const QUANTITIES: readonly Quantity[] = [
  { key: 'bandGap', name: 'Band gap', unit: 'eV', predicted: 'BAND_GAP' },
  { key: 'formationEnergy', name: 'Formation energy', unit: 'eV/atom', predicted: 'FORMATION_ENERGY_PER_ATOM' },
  { key: 'energyAboveHull', name: 'Above the convex hull', unit: 'eV/atom' },
  { key: 'totalMagnetization', name: 'Magnetisation', unit: 'µB/f.u.' },
];

export function Reported({ crystal: { reported, predictions } }: { crystal: CrystalData }) {
  if (reported === null) return null;
  const sourceOf = (key: string) => {
    const found = reported.sources.find(({ property }) => property === key);
    return found === undefined ? '' : [found.kind?.toLowerCase(), found.source].filter(Boolean).join(', ');
  };
  return (
    <Panel title="Reported" class="crystal-reported" aside="by others">
      <ul>
        {QUANTITIES.map(({ key, name, unit, predicted }) => {
          const value = reported[key];
          if (value === null) return null;
          const prediction = predictions?.find(({ property }) => property === predicted);
          return (
            <Row key={key} name={name} source={sourceOf(key)} unit={unit} value={number(value, decimalsOf(value))}>
              {prediction !== undefined && difference(prediction.value - value)}
            </Row>
          );
        })}
        {reported.magneticOrder !== null && (
          <Row name="Magnetic order" source={sourceOf('magneticOrder')} value={reported.magneticOrder} />
        )}
      </ul>
    </Panel>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly source: string;
  /** How far the prediction is off. */
  readonly children?: ComponentChildren;
}

function Row({ name, value, unit, source, children }: RowProps) {
  return (
    <li>
      <span class="quiet">{name}</span>
      <span>
        <strong>{value}</strong> {unit}
      </span>
      <span class="quiet crystal-small">{source}</span>
      <span class="quiet crystal-small">{children}</span>
    </li>
  );
}

/** What is small keeps three. */
function decimalsOf(value: number): number {
  if (value === 0) return 0;
  return Math.abs(value) < 0.1 ? 3 : 2;
}

/** @param off predicted less reported, in the unit of both */
function difference(off: number): string {
  const size = number(Math.abs(off), 2);
  return Math.abs(off) < 0.005 ? 'predicted the same' : `predicted ${size} ${off > 0 ? 'higher' : 'lower'}`;
}
