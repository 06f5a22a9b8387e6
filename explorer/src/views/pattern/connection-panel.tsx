/** The picked connection: what is shared, how many ligands, at which angle and distance. */
import { Button, Segmented } from '../../parts/controls.js';
import { type ConnectionKind, KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { KINDS } from '../../parts/kinds.js';
import { Panel } from '../../parts/panel.js';
import type { Phase } from './drawing-state.js';
import {
  CONNECTION_RANGES,
  type Connection,
  type Drawing,
  nameOfConnection,
  polyhedronAt,
  withRange,
} from './model.js';
import type { FigureSource } from './figures.js';
import { RangeField } from './range-field.js';
import { centreText } from './words.js';

interface ConnectionPanelProps {
  drawing: Drawing;
  connection: Connection;
  onChange: (connection: Connection, phase?: Phase) => void;
  onRemove: () => void;
  figuresOf: (of: 'angle' | 'distance') => FigureSource | null;
}

export function ConnectionPanel({ drawing, connection, onChange, onRemove, figuresOf }: ConnectionPanelProps) {
  const { from, to, kinds } = connection;
  const [first, ...others] = kinds;
  const centre = (label: number) => {
    const text = centreText(polyhedronAt(drawing, label)!);
    return text === '?' ? 'M' : text;
  };
  const setKinds = (next: readonly ConnectionKind[]) => {
    const { sharedLigands: _, ...others } = connection;
    onChange({ ...others, kinds: next });
  };
  const ranges: Readonly<
    Record<(typeof CONNECTION_RANGES)[number], { label: string; unit?: string; decimals: number }>
  > = {
    sharedLigands: { label: 'Shared ligands', decimals: 0 },
    angle: { label: `Angle ${centre(from)}–X–${centre(to)}`, unit: '°', decimals: 0 },
    distance: { label: `Distance ${centre(from)}–${centre(to)}`, unit: ' Å', decimals: 2 },
  };
  // One shared ligand is a corner, two are an edge: nothing is left to choose.
  const exact = others.length > 0 || first === 'FACE' || first === undefined ? null : first === 'CORNER' ? 1 : 2;
  return (
    <Panel title={`Connection ${nameOfConnection(connection)}`} aside={<span>selected</span>} class="pattern-part">
      <Segmented
        label="What they share"
        options={[
          ...KINDS.map((kind) => [kind, <KindOption key={kind} kind={kind} />] as const),
          ['ANY', 'Any'] as const,
        ]}
        value={first ?? 'ANY'}
        onChange={(value) => setKinds(value === 'ANY' ? [] : [value])}
      />
      {first !== undefined && (
        <div class="row small">
          <span class="quiet">or</span>
          {KINDS.filter((kind) => kind !== first).map((kind) => (
            <button
              key={kind}
              type="button"
              class={others.includes(kind) ? 'chip criterion' : 'chip'}
              aria-pressed={others.includes(kind)}
              onClick={() =>
                setKinds(others.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind])
              }
            >
              {KIND_NAMES[kind].one}
            </button>
          ))}
        </div>
      )}
      <div>
        {CONNECTION_RANGES.map((key) =>
          key === 'sharedLigands' && exact !== null ? (
            <div key={key} class="range-field">
              <span class="quiet">Shared ligands</span>
              <span>exactly {exact}</span>
            </div>
          ) : (
            <RangeField
              key={`${from}-${to}-${key}`}
              {...ranges[key]}
              range={connection[key]}
              onChange={(range, phase) => onChange(withRange(connection, key, range), phase)}
              {...(key === 'sharedLigands' ? {} : { figures: figuresOf(key) })}
            />
          ),
        )}
      </div>
      <div>
        <Button onClick={onRemove}>Remove the connection</Button>
      </div>
    </Panel>
  );
}

function KindOption({ kind }: { kind: ConnectionKind }) {
  const word = KIND_NAMES[kind].one;
  return (
    <>
      <KindGlyph kind={kind} size={18} />
      {word[0]!.toUpperCase() + word.slice(1)}
    </>
  );
}
