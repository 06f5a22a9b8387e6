/** Who connects to whom: motifs at rows and columns, in the cells how often they share corners, edges, faces. */
import { useMemo } from 'preact/hooks';
import { ConnectionsBetweenDocument, ConnectionsMotifsDocument } from '../../graphql/generated/operations.js';
import { Button, Segmented } from '../../parts/controls.js';
import { CopyLink } from '../../parts/copy-button.js';
import { csv, download } from '../../parts/download.js';
import { Select } from '../../parts/select.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { counted, number } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import { usePageTitle } from '../../parts/page-title.js';
import { useKeys } from '../../parts/use-keys.js';
import type { View } from './layout.js';
import { Matrix } from './matrix.js';
import { arrange, mostOf, type Pairs } from './model.js';
import { PairTable } from './pair-table.js';
import { PickedPair } from './picked-pair.js';
import { Reading } from './reading.js';
import { type KindChoice, SIZES, type Sort, textOfPart, useMatrixState } from './state.js';
import { Strongest } from './strongest.js';
import { useMatrix } from './use-matrix.js';
import './connections.css';

const SPLIT = (
  <>
    Corner <span aria-hidden>◣</span> edge <span aria-hidden>◥</span>
  </>
);

export default function Connections() {
  usePageTitle('Who connects to whom');
  const [state, change] = useMatrixState();
  const { answer, matrix, variables, requests } = useMatrix(state);
  const { motifs, pairs } = matrix;
  const order = useMemo(() => arrange(motifs, state.sort), [motifs, state.sort]);
  const data = answer.data?.data;
  const failure = answer.error ?? matrix.failure;
  const pick = (motif: string, other: string) => change({ pick: `${motif},${other}` });
  const chooseKind = (kind: KindChoice) => change({ kind: kind === 'split' ? null : kind });
  const dropPick = () => change({ pick: null });
  useKeys({
    '1': () => chooseKind('corner'),
    '2': () => chooseKind('edge'),
    '3': () => chooseKind('face'),
    Escape: dropPick,
  });
  const any = [['', 'any']] as const;
  const empty = data?.motifs?.emptyReason;
  return (
    <div class="page connections">
      <div class="row head">
        <h1>Who connects to whom</h1>
        {data !== undefined && (
          <span class="quiet">
            {number(motifs.length)} of {counted(data.motifs?.totalCount ?? 0, 'motif')}
          </span>
        )}
        <div class="row push">
          <Segmented
            label="What is shared"
            options={[
              ['corner', 'Corner'],
              ['edge', 'Edge'],
              ['face', 'Face'],
              ['split', SPLIT],
            ]}
            value={state.kind}
            onChange={chooseKind}
          />
          <Select
            label="Sort"
            options={[
              ['shape', 'shape'],
              ['element', 'element'],
              ['frequency', 'frequency'],
            ]}
            value={state.sort}
            onChange={(sort: Sort) => change({ sort: sort === 'shape' ? null : sort })}
          />
          <Select
            label="Count"
            options={[
              ['crystals', 'crystals'],
              ['connections', 'connections'],
            ]}
            value={state.count}
            onChange={(count) => change({ count: count === 'crystals' ? null : count })}
          />
          <Button
            icon="download"
            disabled={pairs === undefined}
            onClick={() => download('connections.csv', csv(rowsOf(pairs!)))}
          >
            CSV
          </Button>
          <ShowQuery
            queries={[
              asked(ConnectionsMotifsDocument, variables),
              ...requests.map((request) => asked(ConnectionsBetweenDocument, request)),
            ]}
          />
          <CopyLink />
        </div>
      </div>
      <div class="columns">
        <section class="panel matrix-panel" aria-label="Matrix">
          <div class="row">
            <Select
              label="Motifs"
              options={SIZES.map((size) => [String(size), `${size} most frequent`])}
              value={String(state.size)}
              onChange={(size) => change({ n: size === '48' ? null : size, zoom: null })}
            />
            <Select
              label="Centre"
              options={[
                ...any,
                ...textsOf(data?.elements)
                  .sort()
                  .map((element) => [element, element] as const),
              ]}
              value={state.element ?? ''}
              onChange={(element) => change({ element: element === '' ? null : element, zoom: null })}
            />
            <Select
              label="Shape"
              options={[
                ...any,
                ...(data?.shapes ?? []).map(
                  ({ value, label }) => [String(value), shapeName(String(value), label)] as const,
                ),
              ]}
              value={state.shape ?? ''}
              onChange={(shape) => change({ shape: shape === '' ? null : shape, zoom: null })}
            />
            <span class="push">
              <Button
                icon="table"
                pressed={state.isTable}
                onClick={() => change({ as: state.isTable ? null : 'table' })}
              >
                {state.isTable ? 'As matrix' : 'Open as table'}
              </Button>
            </span>
          </div>
          {failure !== null && <ErrorBox errors={failure.errors} />}
          {failure === null && empty != null && (
            <Empty title={empty.message}>
              {state.element !== null && (
                <Button icon="close" onClick={() => change({ element: null })}>
                  Drop centre {state.element}
                </Button>
              )}
              {state.shape !== null && (
                <Button icon="close" onClick={() => change({ shape: null })}>
                  Drop shape {shapeName(state.shape)}
                </Button>
              )}
            </Empty>
          )}
          {failure === null && empty == null && (pairs === undefined || motifs.length === 0) && (
            <div class="matrix-waiting">
              <Skeleton lines={14} />
            </div>
          )}
          {failure === null &&
            pairs !== undefined &&
            motifs.length > 0 &&
            (state.isTable ? (
              <PairTable pairs={pairs} count={state.count} picked={state.picked} onPick={pick} />
            ) : (
              <Matrix
                order={order}
                pairs={pairs}
                state={state}
                part={state.part}
                onPart={(part: View) => change({ zoom: textOfPart(part) }, 'replace')}
                onPick={pick}
              />
            ))}
        </section>
        <div class="column">
          <Reading
            kind={state.kind}
            count={state.count}
            most={pairs === undefined ? null : mostOf(pairs, state.kind, state.count)}
          />
          <PickedPair state={state} onClear={() => change({ pick: null })} />
          {pairs !== undefined && (
            <Strongest
              pairs={pairs}
              kind={state.strongest}
              count={state.count}
              onKind={(kind) => change({ strongest: kind })}
              onPick={pick}
            />
          )}
        </div>
      </div>
    </div>
  );
}

function textsOf(values: readonly { value: unknown }[] | null | undefined): string[] {
  return (values ?? []).map(({ value }) => String(value));
}

function rowsOf(pairs: Pairs): (string | number)[][] {
  const names = ['corner', 'edge', 'face'].flatMap((kind) => [`${kind}_crystals`, `${kind}_connections`]);
  const rows = [...pairs.values()].map(({ motifs, tallies: { CORNER, EDGE, FACE } }) => [
    ...motifs,
    ...[CORNER, EDGE, FACE].flatMap((tally) => [tally?.crystals ?? 0, tally?.connections ?? 0]),
  ]);
  return [['motif', 'other', ...names], ...rows];
}
