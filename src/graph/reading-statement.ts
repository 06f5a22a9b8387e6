/**
 * Which Cypher only reads the graph. The engines refuse to write what is opened for reading, but not to read and write
 * files, or to load extensions: LadybugDB 0.19.1 takes COPY … TO, EXPORT DATABASE and INSTALL for reading.
 */

/** The statement does more than to read. The message is a sentence. */
export class NotReadingError extends Error {
  override readonly name = 'NotReadingError';
}

/** Clauses that a statement begins with. */
const FIRST = new Set(['MATCH', 'OPTIONAL', 'WITH', 'UNWIND', 'RETURN', 'CALL']);
/** Clauses that change something, or read and write files. */
const REFUSED = new Set(
  'CREATE MERGE SET DELETE DETACH REMOVE FOREACH DROP ALTER COPY LOAD EXPORT IMPORT INSTALL UNINSTALL ATTACH USE'.split(
    ' ',
  ),
);
/** Procedures that tell what the graph holds, of both engines. */
const PROCEDURES = new Set(
  'show_tables table_info show_connection show_indexes db_version db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties db.schema.reltypeproperties'.split(
    ' ',
  ),
);

const TOKEN =
  /\s+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|(?<text>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<quoted>`(?:[^`]|``)*`)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d+)|(?<sign>[\s\S])/gu;

interface Token {
  readonly kind: 'text' | 'quoted' | 'word' | 'number' | 'sign';
  readonly text: string;
}

/** @throws NotReadingError */
export function checkReading(statement: string): void {
  // Neo4j replaces these before it looks for keywords and quotation marks.
  if (/\\u/i.test(statement)) {
    throw new NotReadingError('The statement has a character as its number (\\u…); write the character itself.');
  }
  const given = tokensOf(statement.trim().replace(/;\s*$/, ''));
  // The plan of a statement that reads.
  const tokens = given[0]?.text.toUpperCase() === 'EXPLAIN' ? given.slice(1) : given;
  const [first] = tokens;
  if (first === undefined) throw new NotReadingError('The statement is empty.');
  if (first.kind !== 'word' || !FIRST.has(first.text.toUpperCase())) {
    throw new NotReadingError(
      `A statement that reads begins with ${[...FIRST].join(', ')}, not with ${first.text.slice(0, 40)}.`,
    );
  }
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'sign' && text === ';') throw new NotReadingError('Give one statement at a time.');
    if (kind !== 'word' || isName(tokens, i)) continue;
    const word = text.toUpperCase();
    if (REFUSED.has(word)) {
      throw new NotReadingError(
        `The statement has ${word}, which does more than to read; a name like that goes in backquotes.`,
      );
    }
    if (word === 'CALL') checkCall(tokens.slice(i + 1));
  }
}

function tokensOf(statement: string): Token[] {
  return [...statement.matchAll(TOKEN)].flatMap(({ groups = {} }) =>
    Object.entries(groups).flatMap(([kind, text]) =>
      text === undefined ? [] : [{ kind: kind as Token['kind'], text }],
    ),
  );
}

/** Whether the word is a property (`s.set`) or a label (`:Set`). */
function isName(tokens: readonly Token[], i: number): boolean {
  const [before, owner] = [tokens[i - 1], tokens[i - 2]];
  if (before?.kind !== 'sign') return false;
  if (before.text === ':') return true;
  return (
    before.text === '.' && (owner?.kind === 'word' || owner?.kind === 'quoted' || /^[)\]}]$/.test(owner?.text ?? ''))
  );
}

/** Behind CALL: a subquery, whose words are looked at like all others, or a procedure. */
function checkCall(tokens: readonly Token[]): void {
  if (tokens[0]?.kind === 'sign' && /^[{(]$/.test(tokens[0].text)) return;
  let name = '';
  for (const { text } of tokens) {
    if (!/^[\p{L}\p{N}_.`]+$/u.test(text)) break;
    if (name !== '' && text !== '.' && !name.endsWith('.')) break;
    name += text;
  }
  if (PROCEDURES.has(name.toLowerCase())) return;
  throw new NotReadingError(
    `CALL ${name.slice(0, 40)}: of procedures, only these can be called: ${[...PROCEDURES].join(', ')}.`,
  );
}
