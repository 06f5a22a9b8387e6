/** A file may hold several structures; each is sent by itself. */

/** The text of one structure. */
export interface StructureText {
  /** Name of its data block, or its place among several; null where the file holds one structure. */
  readonly part: string | null;
  readonly text: string;
  /** Where it begins in its file, counted from 1; null where its text is not that of the file. */
  readonly firstLine: number | null;
}

export function structuresIn(text: string): StructureText[] {
  const parts = cifBlocks(text) ?? jsonLines(text) ?? jsonList(text);
  return parts !== null && parts.length > 1 ? parts : [{ part: null, text, firstLine: 1 }];
}

/** Data blocks with atoms. Others hold texts, powder patterns and the like. */
function cifBlocks(text: string): StructureText[] | null {
  const lines = text.split('\n');
  const starts: { line: number; part: string }[] = [];
  let isInText = false;
  for (const [line, content] of lines.entries()) {
    // A text field goes from a semicolon at the beginning of a line to the next one.
    if (content.startsWith(';')) isInText = !isInText;
    const name = isInText ? undefined : /^\s*data_(\S*)/i.exec(content)?.[1];
    if (name !== undefined) starts.push({ line, part: name });
  }
  if (starts.length < 2) return null;
  return starts
    .map(({ line, part }, index) => ({
      part,
      text: lines.slice(line, starts[index + 1]?.line).join('\n'),
      firstLine: line + 1,
    }))
    .filter((block) => /^\s*_atom_site[_.]/im.test(block.text));
}

/** An object in each line, as OPTIMADE and document stores write them. */
function jsonLines(text: string): StructureText[] | null {
  const lines = [...text.split('\n').entries()]
    .map(([index, line]) => ({ text: line.trim(), firstLine: index + 1 }))
    .filter((line) => line.text !== '');
  if (lines.length < 2 || !lines.every((line) => line.text.startsWith('{') && line.text.endsWith('}'))) return null;
  // The head of OPTIMADE's JSON Lines is none.
  return named(lines.filter((line) => !line.text.includes('"x-optimade"')));
}

/** A list of documents, alone or in the `data` of an answer. */
function jsonList(text: string): StructureText[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const json = parsed(text);
  const list = Array.isArray(json) ? json : fieldOf(json, 'data');
  if (!Array.isArray(list)) return null;
  return named(list.map((entry) => ({ text: JSON.stringify(entry), firstLine: null })));
}

function named(texts: readonly Omit<StructureText, 'part'>[]): StructureText[] {
  return texts.map((own, index) => {
    const json = parsed(own.text);
    const id = ['id', 'material_id', 'task_id', 'entry_id'].map((name) => fieldOf(json, name)).find(isName);
    return { ...own, part: id ?? String(index + 1) };
  });
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

function fieldOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined;
}

/** Undefined where the text is no JSON: the service says why. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
