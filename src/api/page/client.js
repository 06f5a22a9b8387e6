// Talks to the service.

const KEY = 'motifgraph-key';

/** The key stays with this tab, and is gone with it. */
export function rememberKey(key) {
  sessionStorage.setItem(KEY, key.trim());
}

function authorization() {
  const key = sessionStorage.getItem(KEY);
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** @returns {Promise<{ status: number, milliseconds: number, bytes: number, body: any }>} */
export async function ask(query, variables = {}) {
  const started = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization() },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const milliseconds = Math.round(performance.now() - started);
  return { status: response.status, milliseconds, bytes: text.length, body: JSON.parse(text) };
}

export async function fetchExamples() {
  return (await fetch('/examples.json')).json();
}

const TYPE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const INPUT = `name description defaultValue type { ${TYPE} }`;

/** The types of the schema by name; null where the server does not tell them, 'needs key' where it asks for one first. */
export async function fetchSchema() {
  const { status, body } = await ask(`{
    __schema {
      queryType { name }
      types {
        kind name description
        fields { name description args { ${INPUT} } type { ${TYPE} } }
        inputFields { ${INPUT} }
        enumValues { name description }
      }
    }
  }`);
  if (status === 401) return 'needs key';
  if (!body.data) return null;
  const types = body.data.__schema.types.filter(({ name }) => !name.startsWith('__'));
  return { root: body.data.__schema.queryType.name, types: new Map(types.map((type) => [type.name, type])) };
}
