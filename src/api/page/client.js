// Talks to the service.

/** @returns {Promise<{ status: number, milliseconds: number, bytes: number, body: any }>} */
export async function ask(query, variables = {}) {
  const started = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
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

/** The types of the schema by name; null where the server does not tell them. */
export async function fetchSchema() {
  const { body } = await ask(`{
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
  if (!body.data) return null;
  const types = body.data.__schema.types.filter(({ name }) => !name.startsWith('__'));
  return { root: body.data.__schema.queryType.name, types: new Map(types.map((type) => [type.name, type])) };
}
