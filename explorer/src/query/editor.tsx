/** @jsxImportSource react */
/** GraphiQL as the explorer has it: its theme, examples, link and key. */
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import 'graphiql/setup-workers/vite';
import './graphiql.css';
import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import type { FetcherParams } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import * as monaco from 'monaco-graphql/esm/monaco-editor.js';
import { type FormEvent, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { currentTheme, onThemeChange } from '../design/theme.js';
import { rememberKey } from '../graphql/client.js';
import { copyText } from '../parts/clipboard.js';
import { examplesPlugin } from './examples.js';
import { addressOfQuestion, type Question, readQuestion } from './question.js';
import { ask, type Example, fetchExamples, type Receipt } from './service.js';
import { THEME_NAMES, themeOf } from './themes.js';

/** Keys typed in a row make one change of the address. */
const PAUSE_MILLISECONDS = 400;

export async function showEditor(place: HTMLElement): Promise<void> {
  for (const shade of ['light', 'dark'] as const) monaco.editor.defineTheme(THEME_NAMES[shade], themeOf(shade));
  const examples = await fetchExamples();
  createRoot(place).render(<Editor examples={examples} />);
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function keepInAddress(question: Question): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => history.replaceState(null, '', addressOfQuestion(question)), PAUSE_MILLISECONDS);
}

function Editor({ examples }: { examples: readonly Example[] }) {
  const theme = useSyncExternalStore(onThemeChange, currentTheme);
  const [needsKey, setNeedsKey] = useState(false);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  /** Another one after a key was given: the schema is asked for anew with it. */
  const [keysGiven, setKeysGiven] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key makes a new fetcher
  const fetcher = useCallback(
    (parameters: FetcherParams) =>
      ask(parameters, (told) => {
        setNeedsKey(told.status === 401);
        if (!told.isSchema) setReceipt(told);
      }),
    [keysGiven],
  );
  const plugins = useMemo(() => [examplesPlugin(examples), HISTORY_PLUGIN], [examples]);
  const linked = useMemo(() => readQuestion(window.location), []);
  return (
    <>
      {needsKey && (
        <KeyEntry
          onKey={(key) => {
            rememberKey(key);
            setKeysGiven(keysGiven + 1);
          }}
        />
      )}
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        visiblePlugin="Examples"
        forcedTheme={theme}
        editorTheme={THEME_NAMES}
        isHeadersEditorEnabled={false}
        showPersistHeadersSettings={false}
        defaultQuery={examples[0]?.query ?? ''}
        {...(linked === null ? {} : { initialQuery: linked.query, initialVariables: linked.variables })}
        onTabChange={({ tabs, activeTabIndex }) => {
          const { query, variables } = tabs[activeTabIndex]!;
          keepInAddress({ query: query ?? '', variables: variables ?? '' });
        }}
      >
        <GraphiQL.Logo>{''}</GraphiQL.Logo>
        <GraphiQL.Toolbar>
          {({ prettify, merge, copy }) => (
            <>
              {prettify}
              {merge}
              {copy}
              <CopyLink />
            </>
          )}
        </GraphiQL.Toolbar>
        <GraphiQL.Footer>
          <p className="receipt" role="status">
            {receipt !== null && wordsOf(receipt)}
          </p>
          <TextSize />
          <PlainTabs />
        </GraphiQL.Footer>
      </GraphiQL>
    </>
  );
}

/** The editors take no size from styles. */
function TextSize() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    responseEditor,
  }));
  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions({ fontSize: 13, lineHeight: 20 });
  }, [editors]);
  return null;
}

/** GraphiQL's tabs hold buttons, which screen readers do not tell of within a tab: they are told as a list of buttons. */
function PlainTabs() {
  const shown = useGraphiQL(({ tabs, activeTabIndex }) => ({ tabs, activeTabIndex }));
  useEffect(() => {
    const list = document.querySelector('.graphiql-tabs');
    list?.removeAttribute('role');
    for (const [index, item] of [...(list?.children ?? [])].entries()) {
      for (const name of ['role', 'aria-selected']) item.removeAttribute(name);
      item.querySelector('button')?.setAttribute('aria-current', String(index === shown.activeTabIndex));
    }
  }, [shown]);
  return null;
}

/** `12 ms · 3.4 kB · 1 error` */
function wordsOf({ milliseconds, bytes, errors }: Receipt): string {
  const size = bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  const failures = errors === 0 ? [] : [errors === 1 ? '1 error' : `${errors} errors`];
  return [`${Math.round(milliseconds)} ms`, size, ...failures].join(' · ');
}

const COPIED = 'Copied';

function CopyLink() {
  const [told, setTold] = useState<string | null>(null);
  const isCopied = told === COPIED;
  const copy = async () => {
    // The address follows what is typed a moment later.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    setTold((await copyText(window.location.href)) ? COPIED : 'No clipboard here: the address bar has the link');
    setTimeout(() => setTold(null), 3000);
  };
  return (
    <ToolbarButton label={told ?? 'Copy link'} onClick={() => void copy()}>
      <svg
        className="graphiql-toolbar-icon"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        aria-hidden
      >
        <path
          d={
            isCopied
              ? 'M4 12.5l5 5L20 6.5'
              : 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5'
          }
        />
      </svg>
    </ToolbarButton>
  );
}

function KeyEntry({ onKey }: { onKey: (key: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onKey(String(new FormData(event.currentTarget).get('key') ?? ''));
  };
  return (
    <form className="key-entry" onSubmit={submit}>
      <span>This service answers those who have a key.</span>
      <label>
        API key <input name="key" type="password" autoComplete="off" required />
      </label>
      <button type="submit" className="button primary">
        Use the key
      </button>
      <span className="quiet">It stays in this tab, and is gone with it.</span>
    </form>
  );
}
