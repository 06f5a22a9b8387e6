// Shows an answer: as coloured JSON, as a table where it holds a list, as a file.

/** @param {Record<string, string>} [attributes] @param {(Node | string)[]} children */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/g;
/** Longer answers are shown in one colour: every colour is a node of the page. */
const COLOURED_CHARACTERS = 200_000;

export function jsonView(body) {
  const text = JSON.stringify(body, null, 2);
  const pre = element('pre');
  if (text.length > COLOURED_CHARACTERS) {
    pre.textContent = text;
    return pre;
  }
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, number] = match;
    pre.append(text.slice(end, match.index));
    if (string !== undefined) {
      const kind = colon === undefined ? 'string' : 'name';
      pre.append(element('span', { class: kind }, string), colon ?? '');
    } else {
      pre.append(element('span', { class: number === undefined ? 'literal' : 'number' }, whole));
    }
    end = match.index + whole.length;
  }
  pre.append(text.slice(end));
  return pre;
}

export function errorsView(errors) {
  return errors.map(({ message, path, locations, extensions }) => {
    const place = [path?.join('.'), locations?.map(({ line, column }) => `line ${line}, column ${column}`)];
    return element(
      'p',
      { class: 'error', role: 'alert' },
      element('code', {}, extensions?.code ?? 'ERROR'),
      ` ${message} `,
      place.filter(Boolean).join(' · '),
    );
  });
}

/** The longest list of objects in the answer, as columns and rows; null where there is none. */
export function tableOf(data) {
  let found = null;
  const visit = (value, path) => {
    if (Array.isArray(value)) {
      const isTable =
        value.length > 0 && value.every((item) => item !== null && typeof item === 'object' && !Array.isArray(item));
      if (isTable && (found === null || value.length > found.items.length)) found = { path, items: value };
    } else if (value !== null && typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) visit(child, path === '' ? key : `${path}.${key}`);
    }
  };
  visit(data, '');
  if (found === null) return null;
  const rows = found.items.map((item) => flat(item));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { path: found.path, columns, rows };
}

/** `{ a: { b: 1 } }` as `{ "a.b": 1 }`; lists as text. */
function flat(item, prefix = '') {
  const row = {};
  for (const [key, value] of Object.entries(item)) {
    const name = prefix + key;
    if (Array.isArray(value)) row[name] = value.every(isPlain) ? value.join(' ') : JSON.stringify(value);
    else if (value !== null && typeof value === 'object') Object.assign(row, flat(value, `${name}.`));
    else row[name] = value;
  }
  return row;
}

function isPlain(value) {
  return value === null || typeof value !== 'object';
}

export function tableView({ path, columns, rows }) {
  const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)));
  const lines = rows.map((row) => element('tr', {}, ...columns.map((column) => cell(row[column]))));
  return element(
    'table',
    {},
    element('caption', {}, `${path}: ${rows.length} rows`),
    element('thead', {}, head),
    element('tbody', {}, ...lines),
  );
}

function cell(value) {
  const isNumber = typeof value === 'number';
  const text = isNumber && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value ?? '');
  return element('td', isNumber ? { class: 'figure' } : {}, text);
}

export function csvOf({ columns, rows }) {
  const field = (value) => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((line) => line.map(field).join(','))
    .join('\n');
}

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
