/** A pattern of connected polyhedra, drawn: which crystals hold it, and where. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { CopyLink } from '../../parts/copy-button.js';
import { Panel } from '../../parts/panel.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { Caution, ErrorBox } from '../../parts/states.js';
import { usePageTitle } from '../../parts/page-title.js';
import { useAddress } from '../../address/address.js';
import { PatternCrystalsDocument } from '../../graphql/generated/operations.js';
import { Canvas } from './canvas.js';
import { CountPanel, StepWords } from './count-panel.js';
import { CrystalCriteria, useCrystalCriteria } from './crystal-criteria.js';
import { useDrawing } from './drawing-state.js';
import { ExampleCards } from './example-cards.js';
import { EXAMPLES } from './examples.js';
import { type Step, steps } from './funnel.js';
import { EMPTY, partOf, together } from './model.js';
import { formatPattern, parsePattern } from './notation.js';
import { PickedPanel } from './picked-panel.js';
import { PolyhedraRows } from './polyhedra-panel.js';
import { Results, useResultVariables } from './results.js';
import { pickPolyhedra, type Selection, stillThere } from './selection.js';
import { StartDialog } from './start-dialog.js';
import { useSettled } from '../../parts/use-settled.js';
import './pattern.css';

const PAUSE_MS = 220;
const NAMES = new Map(EXAMPLES.map(({ pattern, name }) => [formatPattern(parsePattern(pattern)), name]));

export default function PatternPage() {
  const { drawing, text, problem, draw, undo, redo } = useDrawing();
  const [parameters, change] = useAddress();
  const [selection, select] = useState<Selection>(null);
  const [isStarting, setStarting] = useState(false);
  const { filter, chips } = useCrystalCriteria();
  const criteriaKey = JSON.stringify(filter);
  const key = `${text} ${criteriaKey}`;
  const settled = useSettled({ drawing, filter, key }, key, PAUSE_MS);
  const isStale = settled.key !== key;
  const counted = partOf(settled.drawing, together(settled.drawing));
  const variables = useResultVariables(counted, settled.filter);
  const picked = stillThere(selection, drawing);
  const apart = drawing.polyhedra.length - together(drawing).length;
  const funnel = steps(settled.drawing);
  const isEmpty = drawing.polyhedra.length === 0;
  const hasFrom = parameters.get('from') !== null;

  usePageTitle('Pattern');

  return (
    <div class="page pattern-page">
      <header class="pattern-head">
        <h1>Pattern</h1>
        <p class="quiet">
          <Summary text={text} funnel={funnel} />
        </p>
        <div class="row push">
          <Button onClick={() => setStarting(true)}>Start from a crystal</Button>
          <Button icon="undo" disabled={undo === null} onClick={() => undo?.()}>
            Undo
          </Button>
          <span class="mirrored">
            <Button icon="undo" label="Redo" disabled={redo === null} onClick={() => redo?.()} />
          </span>
          <Button
            disabled={isEmpty}
            onClick={() => {
              draw(EMPTY);
              select(null);
            }}
          >
            Clear
          </Button>
          {!isEmpty && <ShowQuery queries={[asked(PatternCrystalsDocument, variables)]} />}
          <CopyLink />
        </div>
      </header>
      {problem !== null && <ErrorBox errors={[{ message: `The pattern of the address can't be read. ${problem}` }]} />}
      <div class="pattern-columns">
        <Canvas drawing={drawing} draw={draw} selection={picked} select={select} undo={undo} redo={redo} />
        <div class="pattern-side">
          <CountPanel steps={funnel} criteria={settled.filter} chips={chips} isStale={isStale} />
          {apart > 0 && (
            <Caution>
              {apart === 1 ? 'One polyhedron is' : `${apart} polyhedra are`} not connected with the others yet, and left
              out of the count.
            </Caution>
          )}
          <PickedPanel
            drawing={drawing}
            draw={draw}
            selection={picked}
            select={select}
            counted={counted}
            filter={settled.filter}
          />
          <Panel title="Polyhedra">
            {isEmpty && <p class="quiet">None yet: drag a shape in, click one, or take an example.</p>}
            <PolyhedraRows drawing={drawing} onPick={(labels) => select(pickPolyhedra(...labels))} />
            <CrystalCriteria />
          </Panel>
        </div>
      </div>
      {isEmpty ? (
        <section class="pattern-results" aria-labelledby="pattern-examples">
          <h2 id="pattern-examples">Examples</h2>
          <ExampleCards />
        </section>
      ) : (
        <Results variables={variables} isStale={isStale} onUndo={undo} />
      )}
      <StartDialog
        isOpen={isStarting || hasFrom}
        onClose={() => {
          setStarting(false);
          if (hasFrom) change({ from: null, sites: null, like: null }, 'replace');
        }}
      />
    </div>
  );
}

/** The name of an example, or what the steps say. */
function Summary({ text, funnel }: { text: string; funnel: readonly Step[] }) {
  const name = NAMES.get(text);
  if (name !== undefined) return <>{name[0]!.toLowerCase() + name.slice(1)}</>;
  return (
    <>
      {funnel.map((step, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          <StepWords {...step} />
        </Fragment>
      ))}
    </>
  );
}
