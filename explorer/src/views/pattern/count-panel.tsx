/** How many crystals hold the pattern, and how each step narrows them. */
import { Fragment } from 'preact';
import type { Chip } from '../../listing/chips.js';
import { Bar } from '../../parts/facet-row.js';
import { ErrorBox, Skeleton } from '../../parts/states.js';
import { Formula, number } from '../../parts/text.js';
import type { CrystalFilter } from '../../graphql/generated/operations.js';
import { filterOf, usePatternCounts } from './counts.js';
import type { Step } from './funnel.js';
import './count-panel.css';

interface CountPanelProps {
  steps: readonly Step[];
  /** Criteria of the crystal, and their words. */
  criteria: CrystalFilter;
  chips: readonly Chip[];
  /** The drawing has changed since. */
  isStale: boolean;
}

export function CountPanel({ steps, criteria, chips, isStale }: CountPanelProps) {
  const last = steps.at(-1);
  const filters = steps.map(({ drawing }) => filterOf(drawing));
  if (last !== undefined && chips.length > 0) filters.push(filterOf(last.drawing, criteria));
  const { answer, counts } = usePatternCounts(filters);
  const { data, error, isPlaceholderData } = answer;
  const rows = [
    ...steps.map((step) => <StepWords key={step.words} {...step} />),
    ...(chips.length === 0 ? [] : [<CriteriaWords key="criteria" chips={chips} />]),
  ];
  const total = data?.data.statistics?.crystals;
  const found = counts?.[filters.length - 1];
  const shown = last === undefined ? total : found;
  const isOld = isStale || isPlaceholderData;
  if (error !== null) {
    return (
      <section class="panel" aria-label="Number of crystals">
        <ErrorBox errors={error.errors} />
      </section>
    );
  }
  return (
    <section class={`panel pattern-count${isOld ? ' old' : ''}`} aria-label="Number of crystals" aria-busy={isOld}>
      {counts === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <>
          <div class="headline" aria-live="polite">
            <strong>{shown == null ? '–' : number(shown)}</strong>
            <span>
              <b>{shown === 1 ? 'crystal' : 'crystals'}</b>
              <span class="quiet">
                {last === undefined
                  ? 'in this graph: draw what to look for'
                  : total !== undefined && `of ${number(total)}, counted as you draw`}
              </span>
            </span>
          </div>
          {last !== undefined && (
            <ol>
              {rows.map((words, index) => {
                const count = counts[index];
                return (
                  <li key={index} class={index === rows.length - 1 ? 'last' : ''}>
                    <Bar share={(count ?? 0) / Math.max(1, counts[0] ?? 1)} />
                    <span class="number">{count == null ? '–' : number(count)}</span>
                    <span>{words}</span>
                  </li>
                );
              })}
            </ol>
          )}
          {data !== undefined && data.errors.length > 0 && !isOld && <ErrorBox errors={distinct(data.errors)} />}
        </>
      )}
    </section>
  );
}

function CriteriaWords({ chips }: { chips: readonly Chip[] }) {
  return (
    <>
      {chips.map(({ key, text }, index) => (
        <Fragment key={key}>
          {index > 0 && ', '}
          {text}
        </Fragment>
      ))}
    </>
  );
}

/** `MoO6 octahedra` with subscripts. */
export function StepWords({ formula, words }: Pick<Step, 'formula' | 'words'>) {
  if (formula === null) return <>{words}</>;
  return (
    <>
      {formula.includes(' ') ? formula : <Formula of={formula} />} {words}
    </>
  );
}

function distinct<Told extends { readonly message: string }>(errors: readonly Told[]): readonly Told[] {
  return errors.filter(({ message }, index) => errors.findIndex((other) => other.message === message) === index);
}
