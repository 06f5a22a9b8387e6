/** The GraphQL that made a view, to copy or to open in the query editor. */
import { useRef, useState } from 'preact/hooks';
import type { TypedDocumentString } from '../graphql/generated/operations.js';
import { addressOfQuestion } from '../query/question.js';
import { Button } from './controls.js';
import { CopyButton } from './copy-button.js';
import { Select } from './select.js';
import './show-query.css';

/** A query as it was asked. */
export interface Asked {
  readonly query: string;
  readonly variables: string;
}

export function asked<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: NoInfer<Variables>,
): Asked {
  return { query: document.toString().trim(), variables: JSON.stringify(variables, null, 2) };
}

interface ShowQueryProps {
  /** The one that makes most of the view first. */
  queries: readonly Asked[];
}

export function ShowQuery({ queries }: ShowQueryProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [place, setPlace] = useState(0);
  const shown = queries[place] ?? queries[0];
  if (shown === undefined) return null;
  return (
    <>
      <Button icon="code" onClick={() => dialog.current?.showModal()}>
        Show the query
      </Button>
      <dialog ref={dialog} class="query-dialog" aria-label="The query of this view">
        <div class="spread">
          <h2>{queries.length === 1 ? 'The query of this view' : `The ${queries.length} queries of this view`}</h2>
          <Button icon="close" label="Close" onClick={() => dialog.current?.close()} />
        </div>
        {queries.length > 1 && (
          <div class="row">
            <Select
              label="Query"
              options={namesOf(queries).map((name, index) => [String(index), name])}
              value={String(queries.indexOf(shown))}
              onChange={(index) => setPlace(Number(index))}
            />
          </div>
        )}
        <pre tabIndex={0}>{shown.query}</pre>
        <h3>Variables</h3>
        <pre tabIndex={0}>{shown.variables}</pre>
        <div class="row">
          <CopyButton primary text={() => shown.query}>
            Copy the query
          </CopyButton>
          <a class="button" href={addressOfQuestion(shown)}>
            Open in the editor
          </a>
        </div>
      </dialog>
    </>
  );
}

/** As the operations are called; numbered where one is asked several times. */
function namesOf(queries: readonly Asked[]): string[] {
  const names = queries.map(({ query }) => /\bquery (\w+)/.exec(query)?.[1] ?? 'query');
  return names.map((name, index) =>
    names.indexOf(name) === names.lastIndexOf(name)
      ? name
      : `${name} ${names.slice(0, index + 1).filter((other) => other === name).length}`,
  );
}
