/** An empty list: why, and which criterion to drop. */
import type { Changes } from '../address/address.js';
import type { Criterion } from '../address/criteria.js';
import { Empty } from '../parts/states.js';
import type { Chip } from './chips.js';

interface NothingFoundProps<Filter> {
  /** What is listed. */
  of: string;
  reason: { readonly code: string; readonly message: string; readonly criteria: readonly string[] } | null;
  criteria: readonly Criterion<Filter>[];
  chips: readonly Chip[];
  onChange: (changes: Changes) => void;
}

export function NothingFound<Filter>({ of, reason, criteria, chips, onChange }: NothingFoundProps<Filter>) {
  if (reason?.code === 'GRAPH_EMPTY') {
    return (
      <Empty title="This graph is empty">
        <p>{reason.message}</p>
        <p>
          <code>motifgraph ingest FOLDER</code> fills it.
        </p>
      </Empty>
    );
  }
  const parameters = new Set(
    (reason?.criteria ?? []).map((member) => criteria.find((one) => one.member === member)?.parameter ?? 'filter'),
  );
  const guilty = chips.filter(({ without }) => Object.keys(without).some((name) => parameters.has(name)));
  const dropped = guilty.length > 0 ? guilty : chips;
  return (
    <Empty title={reason?.code === 'NO_MATCH' ? `No ${of} meets this` : `No ${of} meets these together`}>
      {reason !== null && <p>{reason.message}</p>}
      {dropped.map(({ key, text, without }) => (
        <button key={key} type="button" class="link" onClick={() => onChange(without)}>
          Drop {text}
        </button>
      ))}
    </Empty>
  );
}
