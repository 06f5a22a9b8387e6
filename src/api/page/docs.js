// The schema, to be read and searched.
import { element } from './result.js';

/** @param {{ root: string, types: Map<string, any> } | null} schema @param {{ path: Element, body: Element, search: HTMLInputElement }} places */
export function showDocs(schema, { path, body, search }) {
  if (schema === null) {
    body.replaceChildren('This server hides its schema (introspection is off).');
    search.disabled = true;
    return;
  }
  let trail = [schema.root];

  const link = (name) => {
    const button = element('button', { type: 'button', class: 'link' }, name);
    button.addEventListener('click', () => open(name));
    return button;
  };

  const typeText = (type) => {
    if (type.kind === 'NON_NULL') return [...typeText(type.ofType), '!'];
    if (type.kind === 'LIST') return ['[', ...typeText(type.ofType), ']'];
    return [schema.types.has(type.name) ? link(type.name) : type.name];
  };

  /** Descriptions have names between backticks. */
  const words = (description) =>
    (description ?? '').split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));

  const inputs = (args) =>
    element(
      'dl',
      {},
      ...args.flatMap(({ name, description, type, defaultValue }) => [
        element('dt', {}, `${name}: `, ...typeText(type), defaultValue === null ? '' : ` = ${defaultValue}`),
        element('dd', {}, ...words(description)),
      ]),
    );

  const open = (name) => {
    const known = trail.indexOf(name);
    trail = known === -1 ? [...trail, name] : trail.slice(0, known + 1);
    search.value = '';
    path.replaceChildren(...trail.flatMap((step, index) => (index === 0 ? [link(step)] : [' › ', link(step)])));
    const type = schema.types.get(name);
    const fields = name === schema.root ? type.fields.toSorted(byName) : (type.fields ?? []);
    const items = fields.flatMap((field) => [
      element('dt', {}, `${field.name}: `, ...typeText(field.type)),
      element('dd', {}, ...words(field.description), ...(field.args.length > 0 ? [inputs(field.args)] : [])),
    ]);
    const values = (type.enumValues ?? []).flatMap((value) => [
      element('dt', {}, value.name),
      element('dd', {}, ...words(value.description)),
    ]);
    body.replaceChildren(
      element('h2', {}, name),
      element('p', {}, ...words(type.description)),
      ...(type.inputFields ? [inputs(type.inputFields)] : []),
      element('dl', {}, ...items, ...values),
    );
    body.scrollTop = 0;
  };

  const find = (text) => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (place) => wanted.every((word) => place.toLowerCase().includes(word));
    const hits = [];
    for (const type of schema.types.values()) {
      if (matches(`${type.name} ${type.description ?? ''}`)) hits.push([type.name, '', type.description]);
      for (const member of [...(type.fields ?? []), ...(type.inputFields ?? []), ...(type.enumValues ?? [])]) {
        if (matches(`${member.name} ${member.description ?? ''}`))
          hits.push([type.name, `.${member.name}`, member.description]);
      }
    }
    body.replaceChildren(
      element('p', {}, hits.length === 0 ? 'No match in the schema.' : `${hits.length} places`),
      element(
        'dl',
        {},
        ...hits
          .slice(0, 100)
          .flatMap(([type, member, description]) => [
            element('dt', {}, link(type), member),
            element('dd', {}, ...words(description)),
          ]),
      ),
    );
  };

  search.addEventListener('input', () => (search.value.trim() === '' ? open(trail.at(-1)) : find(search.value)));
  open(schema.root);
}

function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}
