// The page to write queries on: wires editor, answer and schema together.
import { ask, fetchExamples, fetchSchema, rememberKey } from './client.js';
import { showDocs } from './docs.js';
import { csvOf, errorsView, jsonView, save, tableOf, tableView } from './result.js';

const byId = (id) => document.getElementById(id);
const query = byId('query');
const variables = byId('variables');
const run = byId('run');
const status = byId('status');
const result = byId('result');
const example = byId('example');

const key = byId('key');

let answer = null;
let showsTable = false;

function show() {
  const table = answer.body.data ? tableOf(answer.body.data) : null;
  const asTable = showsTable && table !== null;
  byId('views').hidden = false;
  byId('view-table').disabled = table === null;
  byId('view-table').setAttribute('aria-pressed', String(asTable));
  byId('view-json').setAttribute('aria-pressed', String(!asTable));
  result.replaceChildren(
    ...errorsView(answer.body.errors ?? []),
    asTable ? tableView(table) : jsonView(answer.body.data ?? answer.body),
  );
}

function parseVariables() {
  const text = variables.value.trim();
  return text === '' ? {} : JSON.parse(text);
}

async function runQuery() {
  let values;
  try {
    values = parseVariables();
  } catch (error) {
    status.textContent = `The variables are not valid JSON: ${error.message}`;
    variables.focus();
    return;
  }
  run.disabled = true;
  status.textContent = 'Running …';
  try {
    answer = await ask(query.value, values);
    const errors = answer.body.errors?.length ?? 0;
    const size = answer.bytes < 10_000 ? `${answer.bytes} bytes` : `${Math.round(answer.bytes / 1000)} kB`;
    const failures = errors === 0 ? '' : ` · ${errors} ${errors === 1 ? 'error' : 'errors'}`;
    status.textContent = `${answer.milliseconds} ms · ${size}${failures}`;
    show();
    remember();
    if (answer.status === 401) askForKey();
  } catch (error) {
    status.textContent = `The service does not respond: ${error.message}`;
  } finally {
    run.disabled = false;
  }
}

function askForKey() {
  byId('key-entry').hidden = false;
  key.focus();
}

async function useKey() {
  rememberKey(key.value);
  await runQuery();
  if (answer?.status !== 401) await loadDocs();
}

let hasDocs = false;

async function loadDocs() {
  if (hasDocs) return;
  const schema = await fetchSchema();
  if (schema === 'needs key') return askForKey();
  hasDocs = true;
  showDocs(schema, { path: byId('docs-path'), body: byId('docs-body'), search: byId('docs-search') });
}

/** The address names the query, so that it can be kept and passed on. */
function remember() {
  const state = new URLSearchParams({ query: query.value });
  if (variables.value.trim() !== '') state.set('variables', variables.value);
  history.replaceState(null, '', `#${state}`);
}

/** A new line begins under the one above it. */
function indent(event) {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.isComposing) return;
  event.preventDefault();
  const before = query.value.slice(0, query.selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const spaces = /^ */.exec(line)[0] + (/[{(]\s*$/.test(line) ? '  ' : '');
  query.setRangeText(`\n${spaces}`, query.selectionStart, query.selectionEnd, 'end');
}

async function start() {
  run.addEventListener('click', runQuery);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return runQuery();
  });
  query.addEventListener('keydown', indent);
  key.addEventListener('change', useKey);
  for (const [id, table] of [
    ['view-json', false],
    ['view-table', true],
  ]) {
    byId(id).addEventListener('click', () => {
      showsTable = table;
      show();
    });
  }
  byId('save').addEventListener('click', () => {
    const table = showsTable && answer.body.data ? tableOf(answer.body.data) : null;
    if (table) save('answer.csv', 'text/csv', csvOf(table));
    else save('answer.json', 'application/json', JSON.stringify(answer.body, null, 2));
  });
  byId('share').addEventListener('click', async () => {
    remember();
    // Browsers lend the clipboard to safe origins alone: this machine, or https.
    await navigator.clipboard?.writeText(location.href);
    status.textContent = navigator.clipboard
      ? 'Link copied to the clipboard.'
      : 'The link to this query is in the address bar.';
  });
  byId('toggle-docs').addEventListener('click', ({ currentTarget }) => {
    const docs = byId('docs');
    docs.hidden = !docs.hidden;
    currentTarget.setAttribute('aria-expanded', String(!docs.hidden));
  });

  const examples = await fetchExamples();
  for (const { name, title } of examples) example.append(new Option(title, name));
  const open = (chosen) => {
    query.value = chosen.query;
    variables.value = '';
  };
  example.addEventListener('change', () => {
    const chosen = examples.find(({ name }) => name === example.value);
    if (!chosen) return;
    open(chosen);
    return runQuery();
  });

  const state = new URLSearchParams(location.hash.slice(1));
  if (state.has('query')) {
    query.value = state.get('query');
    variables.value = state.get('variables') ?? '';
  } else {
    open(examples[0]);
  }
  await loadDocs();
}

await start();
