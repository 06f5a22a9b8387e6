/** @jsxImportSource react */
/** Queries to begin with, one click away: beside documentation and history. */
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Kind, parse } from 'graphql';
import type { Example } from './service.js';

export function examplesPlugin(examples: readonly Example[]): GraphiQLPlugin {
  return { title: 'Examples', icon: ExamplesIcon, content: () => <Examples examples={examples} /> };
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.7} aria-hidden>
      <path d="M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5" strokeLinecap="round" />
    </svg>
  );
}

function Examples({ examples }: { examples: readonly Example[] }) {
  const { addTab, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const open = ({ query }: Example) => {
    const before = queryEditor?.getValue().trim() ?? '';
    // What somebody has written stays.
    if (before !== '' && !examples.some((example) => example.query.trim() === before)) addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue('');
    updateActiveTabValues({ query, variables: '' });
    // The editor would find the name of the operation a moment later.
    const documentAST = parse(query);
    const operations = documentAST.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const name = operations[0]?.name?.value;
    setOperationFacts({ documentAST, operations, ...(name === undefined ? {} : { operationName: name }) });
    run();
  };
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example)}>
              {example.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
