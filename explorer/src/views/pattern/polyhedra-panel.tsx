/** What the polyhedra are: like ones together, and the picked ones in full. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { OTHERS, SHAPES } from '../../design/shapes.js';
import { Button } from '../../parts/controls.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Icon } from '../../parts/icon.js';
import { partsOf } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { rangeText } from '../../parts/range-text.js';
import { Formula } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import type { Phase } from './drawing-state.js';
import { alike, type Criteria, type Drawing, POLYHEDRON_RANGES, type Polyhedron, withRange } from './model.js';
import type { FigureSource } from './figures.js';
import { RangeField } from './range-field.js';
import { centresOf, drawnShape, ligandText, nounOf } from './words.js';

const RANGES: Readonly<
  Record<(typeof POLYHEDRON_RANGES)[number], { label: string; short: string; unit?: string; decimals: number }>
> = {
  coordinationNumber: { label: 'Coordination', short: 'CN', decimals: 0 },
  csm: { label: 'CSM', short: 'CSM', decimals: 2 },
  oxidationState: { label: 'Charge', short: 'charge', decimals: 1 },
  bondLengthMean: { label: 'Mean length', short: 'length', unit: ' Å', decimals: 3 },
};

/** Rows of like polyhedra; a row picks all of them. */
export function PolyhedraRows({ drawing, onPick }: { drawing: Drawing; onPick: (labels: readonly number[]) => void }) {
  return (
    <>
      {alike(drawing).map((group) => {
        const [first] = group as [Polyhedron];
        const labels = group.map(({ label }) => label);
        const names = labels.join(', ');
        const shape = drawnShape(first);
        const centres = centresOf(first);
        const ligands = ligandText(first);
        const limits = POLYHEDRON_RANGES.filter((key) => first[key] !== undefined);
        return (
          <div key={names} class="polyhedra-row">
            <ShapeGlyph geometry={shape ?? OTHERS.symbol} size={18} name={nounOf(first).one} />
            <strong>{names}</strong>
            <span class="chips">
              <button type="button" class="chip" onClick={() => onPick(labels)}>
                {centres.length === 0 ? 'any centre' : `centre ${centres.join(' or ')}`}
              </button>
              {ligands !== null && (
                <button type="button" class="chip" onClick={() => onPick(labels)}>
                  ligands <Ligands of={ligands} />
                </button>
              )}
              {limits.map((key) => (
                <button key={key} type="button" class="chip" onClick={() => onPick(labels)}>
                  {RANGES[key].short} {rangeText(first[key]!)}
                  {RANGES[key].unit}
                </button>
              ))}
            </span>
            <button type="button" class="link push" onClick={() => onPick(labels)}>
              {limits.length === 0 ? 'CSM, charge…' : 'change'}
              <span class="unseen"> of {names}</span>
            </button>
          </div>
        );
      })}
    </>
  );
}

function Ligands({ of }: { of: string }) {
  return <Formula of={of} />;
}

interface PolyhedronPanelProps {
  /** Those picked; the criteria of the first are shown, and all get what is chosen. */
  polyhedra: readonly Polyhedron[];
  onChange: (criteria: Criteria, phase?: Phase) => void;
  onAddAnother: (() => void) | null;
  onRemove: () => void;
  figuresOf: (of: 'csm' | 'bondLengthMean') => FigureSource | null;
}

export function PolyhedronPanel({ polyhedra, onChange, onAddAnother, onRemove, figuresOf }: PolyhedronPanelProps) {
  const [{ label: _, ...first }] = polyhedra as [Polyhedron];
  const labels = polyhedra.map(({ label }) => label).join(', ');
  const criteria = taken(first);
  const motifs = first.motifs;
  return (
    <Panel
      title={polyhedra.length === 1 ? `Polyhedron ${labels}` : `Polyhedra ${labels}`}
      aside="selected"
      class="pattern-part"
    >
      <fieldset class="shape-choice" aria-label="Shape: one of these">
        {SHAPES.map(({ symbol, name }) => {
          const isChosen = criteria.geometries.includes(symbol);
          return (
            <button
              key={symbol}
              type="button"
              aria-pressed={isChosen}
              aria-label={name}
              title={`${name}, ${symbol}`}
              onClick={() =>
                onChange({
                  ...criteria,
                  geometries: isChosen
                    ? criteria.geometries.filter((other) => other !== symbol)
                    : [...criteria.geometries, symbol],
                })
              }
            >
              <ShapeGlyph geometry={symbol} size={20} />
            </button>
          );
        })}
      </fieldset>
      <div>
        <ListField
          label="Shape"
          values={criteria.geometries}
          placeholder="any"
          hint={criteria.geometries
            .map((symbol) => shapeName(symbol))
            .filter((name) => !criteria.geometries.includes(name))
            .join(' or ')}
          onChange={(geometries) => onChange({ ...criteria, geometries })}
        />
        <ListField
          label="Centre"
          values={criteria.elements}
          placeholder="any: Mo, W"
          onChange={(elements) => onChange({ ...criteria, elements })}
        />
        <ListField
          label="Ligands"
          values={criteria.ligands}
          placeholder="any: O"
          onChange={(ligands) => onChange({ ...criteria, ligands })}
        />
        {motifs.length > 0 && (
          <div class="range-field">
            <span class="quiet">Motif</span>
            <span>{motifs.join(' or ')}</span>
          </div>
        )}
        {POLYHEDRON_RANGES.map((key) => (
          <RangeField
            key={`${labels}-${key}`}
            label={RANGES[key].label}
            unit={RANGES[key].unit ?? ''}
            decimals={RANGES[key].decimals}
            range={first[key]}
            onChange={(range, phase) => onChange(withRange(first, key, range), phase)}
            {...(key === 'csm' || key === 'bondLengthMean' ? { figures: figuresOf(key) } : {})}
          />
        ))}
      </div>
      <div class="row">
        {onAddAnother !== null && (
          <Button icon="plus" onClick={onAddAnother}>
            Another like it
          </Button>
        )}
        <Button onClick={onRemove}>Remove</Button>
      </div>
    </Panel>
  );
}

/** The motif taken apart into centre, shape and ligands, which can be changed one by one. */
function taken({ motifs, ...criteria }: Criteria): Criteria {
  if (motifs.length === 0) return { ...criteria, motifs };
  const parts = motifs.map(partsOf);
  const distinct = (values: readonly string[]) => [...new Set(values)];
  return {
    ...criteria,
    motifs: [],
    elements: distinct(parts.flatMap(({ centre }) => centre.split(','))),
    geometries: distinct(parts.map(({ geometry }) => geometry)),
    ligands: distinct(parts.flatMap(({ ligands }) => ligands.match(/[A-Z][a-z]?/g) ?? [])),
  };
}

interface ListFieldProps {
  label: string;
  values: readonly string[];
  placeholder: string;
  hint?: ComponentChildren;
  onChange: (values: readonly string[]) => void;
}

/** Values between commas or spaces; one of them suffices. */
function ListField({ label, values, placeholder, hint, onChange }: ListFieldProps) {
  const text = values.join(', ');
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    setTyped(null);
    onChange(typed.split(/[^A-Za-z0-9:]+/).filter((value) => value !== ''));
  };
  return (
    <div class="range-field">
      <span class="quiet">{label}</span>
      <span class="row">
        <input
          aria-label={label}
          value={typed ?? text}
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={commit}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
        {text !== '' && (
          <button type="button" class="take-out" aria-label={`Any ${label.toLowerCase()}`} onClick={() => onChange([])}>
            <Icon name="close" size={13} />
          </button>
        )}
        {hint !== undefined && <span class="quiet hint">{hint}</span>}
      </span>
    </div>
  );
}
