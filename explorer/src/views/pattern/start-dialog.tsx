/** A part of a crystal as the beginning of a pattern: find the crystal, choose its polyhedra. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAddress } from '../../address/address.js';
import { polyhedraOf, polyhedraText } from '../../address/polyhedra.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type Likeness,
  PatternOfPartDocument,
  PatternStartCellDocument,
  type PatternStartCrystalFragment,
  PatternStartDocument,
  type PatternInput,
} from '../../graphql/generated/operations.js';
import { Button, Segmented } from '../../parts/controls.js';
import { Answered, Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { Formula, SpaceGroup } from '../../parts/text.js';
import { decodeCell, type PolyhedronKey } from '../../structure/cell.js';
import { StructureView, type Tool } from '../../structure/structure-view.js';
import { fromPattern } from './api-pattern.js';
import { MOST_POLYHEDRA } from './model.js';
import { formatPattern } from './notation.js';
import { useSettled } from '../../parts/use-settled.js';
import './start-dialog.css';

const PAUSE_MS = 220;

interface StartDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** What is chosen stands in the address: `?from=CRYSTAL`, then `&sites=…`, until the pattern takes its place. */
export function StartDialog({ isOpen, onClose }: StartDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [parameters, change] = useAddress();
  const from = parameters.get('from');
  const sites = parameters.get('sites');
  const like = (parameters.get('like')?.toUpperCase() ?? 'MOTIF') as Likeness;
  useEffect(() => {
    const { current } = dialog;
    if (isOpen && current?.open === false) current.showModal();
    if (!isOpen) current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="start-dialog" aria-label="Start from a crystal" onClose={() => isOpen && onClose()}>
      <div class="spread">
        <h2>Start from a crystal</h2>
        <Button icon="close" label="Close" onClick={() => dialog.current?.close()} />
      </div>
      {!isOpen ? null : from === null ? (
        <Find onFound={(id) => change({ from: id })} />
      ) : sites === null ? (
        <Choose
          id={from}
          onChosen={(chosen, likeness) =>
            change({ sites: chosen, like: likeness === 'MOTIF' ? null : likeness.toLowerCase() })
          }
          onOther={() => change({ from: null })}
        />
      ) : (
        <Take id={from} sites={sites} like={like} />
      )}
    </dialog>
  );
}

function Find({ onFound }: { onFound: (id: string) => void }) {
  const [text, setText] = useState('');
  const asked = useSettled(text.trim(), text.trim(), PAUSE_MS);
  const answer = useAnswer(
    PatternStartDocument,
    { id: asked, text: asked },
    { enabled: asked !== '', keepPrevious: true },
  );
  const data = answer.data?.data;
  const found = new Map<string, PatternStartCrystalFragment>();
  for (const list of [data?.byId, data?.byFormula, data?.byMineral]) {
    for (const crystal of list?.nodes ?? []) found.set(crystal.id, crystal);
  }
  return (
    <>
      <input
        class="wide"
        type="text"
        aria-label="Id, formula or mineral of a crystal"
        placeholder="Id, formula or mineral: TiO2, rutile"
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {asked !== '' && answer.error !== null && <ErrorBox errors={answer.error.errors} />}
      {asked !== '' && data !== undefined && found.size === 0 && !answer.isPlaceholderData && (
        <Empty title={`No crystal of this graph is called ${asked}`} />
      )}
      {asked !== '' && found.size > 0 && (
        <ul class="found">
          {[...found.values()].map(({ id, chemicalFormula, spaceGroup, mineral, structureType }) => (
            <li key={id}>
              <button type="button" onClick={() => onFound(id)}>
                <span>
                  <Formula of={chemicalFormula} /> {spaceGroup && <SpaceGroup of={spaceGroup.symbol} />}
                </span>
                <span class="quiet">{mineral ?? structureType}</span>
                <span class="quiet push">{id}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const LIKENESS = [
  ['MOTIF', 'the same motifs'],
  ['GEOMETRY', 'the same shapes'],
  ['ANY', 'only their connections'],
] as const;

interface ChooseProps {
  id: string;
  onChosen: (sites: string, like: Likeness) => void;
  onOther: () => void;
}

function Choose({ id, onChosen, onOther }: ChooseProps) {
  const answer = useAnswer(PatternStartCellDocument, { id });
  const [chosen, setChosen] = useState<readonly PolyhedronKey[]>([]);
  const [like, setLike] = useState<Likeness>('MOTIF');
  const [tool, setTool] = useState<Tool>('choose');
  const crystal = answer.data?.data.crystal;
  const cell = useMemo(() => (crystal ? decodeCell(crystal) : null), [crystal]);
  return (
    <Answered of={answer} lines={8}>
      {(_, errors) =>
        !crystal || cell === null ? (
          <ErrorBox errors={errors.length > 0 ? errors : [{ message: `${id} has no cell to choose from.` }]} />
        ) : (
          <>
            <p class="quiet">
              Choose up to {MOST_POLYHEDRA} polyhedra of <Formula of={crystal.chemicalFormula} /> that hang together.
            </p>
            <div class="choose">
              <StructureView
                cell={cell}
                title={id}
                tool={tool}
                onTool={setTool}
                chosen={chosen}
                onChoose={(keys) => setChosen(keys.slice(-MOST_POLYHEDRA))}
              />
            </div>
            <div class="spread">
              <Segmented label="What others must have in common" options={LIKENESS} value={like} onChange={setLike} />
              <span class="row">
                <Button onClick={onOther}>Another crystal</Button>
                <Button
                  primary
                  disabled={chosen.length === 0}
                  onClick={() =>
                    onChosen(
                      polyhedraText(
                        chosen.map(({ polyhedron, image }) => ({
                          index: cell.polyhedra[polyhedron]!.centre,
                          image: [image[0], image[1], image[2]],
                        })),
                      ),
                      like,
                    )
                  }
                >
                  Use {chosen.length === 0 ? 'them' : chosen.length} as pattern
                </Button>
              </span>
            </div>
          </>
        )
      }
    </Answered>
  );
}

/** Asks for the pattern and goes on to it. */
function Take({ id, sites, like }: { id: string; sites: string; like: Likeness }) {
  const [, change] = useAddress();
  const chosen = useMemo(() => polyhedraOf(sites).map(({ index, image }) => ({ index, image: [...image] })), [sites]);
  const answer = useAnswer(PatternOfPartDocument, { id, sites: chosen, like });
  const input = answer.data?.data.crystal?.pattern?.input as PatternInput | undefined;
  useEffect(() => {
    if (input === undefined) return;
    const pattern = formatPattern(fromPattern(input));
    change({ p: pattern, from: null, sites: null, like: null, after: null, before: null }, 'replace');
  }, [input, change]);
  if (answer.error !== null) return <ErrorBox errors={answer.error.errors} />;
  if (answer.data === undefined || input !== undefined) return <Skeleton lines={3} />;
  return (
    <>
      <ErrorBox errors={answer.data.errors} />
      <div>
        <Button onClick={() => change({ sites: null })}>Choose others</Button>
      </div>
    </>
  );
}
