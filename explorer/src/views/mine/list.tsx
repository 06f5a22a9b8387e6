/** The structures that were brought, and how each fared. */
import { Icon } from '../../parts/icon.js';
import { counted, Formula, SpaceGroup } from '../../parts/text.js';
import { remove, removeAll, type Structure } from './files.js';

interface ListProps {
  structures: readonly Structure[];
  shown: string | null;
  onShow: (key: string) => void;
}

export function StructureList({ structures, shown, onShow }: ListProps) {
  return (
    <section class="panel mine-list" aria-label="Structures">
      <ul>
        {structures.map((structure) => (
          <li key={structure.key}>
            <button
              type="button"
              class="mine-row"
              aria-current={structure.key === shown ? 'true' : undefined}
              onClick={() => onShow(structure.key)}
            >
              <Mark of={structure} />
              <span class="names">
                <strong>{structure.file}</strong>
                <span class="mine-of">
                  <Of structure={structure} />
                </span>
              </span>
              <span class="quiet side">
                <Side of={structure} />
              </span>
            </button>
            <button
              type="button"
              class="mine-remove"
              aria-label={`Remove ${nameOf(structure)}`}
              title="Remove"
              onClick={() => remove(structure.key)}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      {structures.length > 1 && (
        <button type="button" class="link mine-remove-all" onClick={removeAll}>
          Remove all
        </button>
      )}
    </section>
  );
}

/** `two.cif: block_1`. */
export function nameOf({ file, part }: Structure): string {
  return part === null ? file : `${file}: ${part}`;
}

/** Never colour alone: each state has its own sign, and words beside it. */
function Mark({ of: { state } }: { of: Structure }) {
  if (state.is === 'waiting') return <span class="mine-mark waiting" />;
  if (state.is === 'refused' || state.is === 'failed') {
    return (
      <span class="mine-mark bad">
        <Icon name="close" size={14} />
      </span>
    );
  }
  if (state.cautions.length > 0) {
    return (
      <span class="mine-mark warn">
        <Icon name="warning" size={14} />
      </span>
    );
  }
  return <span class="mine-mark fine" />;
}

function Of({ structure: { part, state } }: { structure: Structure }) {
  return (
    <>
      {part !== null && <span class="part">{part} </span>}
      {state.is === 'waiting' && <span class="quiet">is analysed …</span>}
      {state.is === 'refused' && <span class="bad">refused</span>}
      {state.is === 'failed' && <span class="bad">no answer</span>}
      {state.is === 'analysed' && (
        <>
          <Formula of={state.summary.chemicalFormula} /> <SpaceGroup of={state.summary.spaceGroup.symbol} />
        </>
      )}
    </>
  );
}

function Side({ of: { state } }: { of: Structure }) {
  if (state.is === 'refused') return <>{state.refusal.line === null ? '' : `line ${state.refusal.line}`}</>;
  if (state.is !== 'analysed') return null;
  const { cautions, summary } = state;
  return <>{cautions.length > 0 ? counted(cautions.length, 'caution') : counted(summary.atomCount, 'atom')}</>;
}
