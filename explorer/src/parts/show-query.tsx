/** The GraphQL that made a view, to copy or to open in the query editor. */
import { useRef, useState } from 'preact/hooks';
import { questionsOnScreen } from '../graphql/client.js';
import type { TypedDocumentString } from '../graphql/generated/operations.js';
import { addressOfQuestion } from '../query/question.js';
import { Button, Segmented } from './controls.js';
import { CopyButton } from './copy-button.js';
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
  return askedAs(document.toString(), variables);
}

function askedAs(query: string, variables: unknown): Asked {
  // Fragments are indented where they were joined to the query.
  return { query: query.trim().replace(/\n+ *(?=fragment )/g, '\n\n'), variables: JSON.stringify(variables, null, 2) };
}

interface ShowQueryProps {
  /** Those that make most of the view; all others that it asks follow. */
  queries: readonly Asked[];
}

export function ShowQuery({ queries }: ShowQueryProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** As they were when the dialog opened: nothing moves under the reader. */
  const [all, setAll] = useState(queries);
  const [place, setPlace] = useState(0);
  const shown = all[place] ?? all[0];
  const open = () => {
    const others = questionsOnScreen().map(([query, variables]) => askedAs(query, variables));
    setAll(distinct([...queries, ...others]));
    setPlace(0);
    dialog.current?.showModal();
  };
  return (
    <>
      <Button icon="code" onClick={open}>
        Show the query
      </Button>
      <dialog ref={dialog} class="query-dialog" aria-label="The queries of this view">
        <div class="spread">
          <h2>{all.length === 1 ? 'The query of this view' : `The ${all.length} queries of this view`}</h2>
          <Button icon="close" label="Close" onClick={() => dialog.current?.close()} />
        </div>
        {all.length > 1 && (
          <Segmented
            label="Query"
            options={namesOf(all).map((name, index) => [String(index), name])}
            value={String(place)}
            onChange={(index) => setPlace(Number(index))}
          />
        )}
        {shown !== undefined && (
          <>
            <pre tabIndex={0}>{shown.query}</pre>
            <h3>Variables</h3>
            <pre tabIndex={0}>{shown.variables}</pre>
            <div class="row">
              <CopyButton primary text={() => shown.query}>
                Copy the query
              </CopyButton>
              <CopyButton text={() => shown.variables}>Copy the variables</CopyButton>
              <a class="button" href={addressOfQuestion(shown)}>
                Open in the editor
              </a>
            </div>
          </>
        )}
      </dialog>
    </>
  );
}

function distinct(queries: readonly Asked[]): Asked[] {
  return [...new Map(queries.map((one) => [one.query + one.variables, one])).values()];
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
