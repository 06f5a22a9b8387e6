/** What a tool is: a question that assistants can ask, and how it is answered. */
import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { type Ask, AskError } from './ask.js';
import { cutText } from './wording.js';

export interface ToolAnswer {
  /** To be read: short, with units. */
  readonly text: string;
  /** The same for programs. */
  readonly facts: Readonly<Record<string, unknown>>;
}

interface ToolDefinition<Input extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** By it the assistant chooses the tool. */
  readonly description: string;
  readonly input: Input;
  /** @throws AskError */
  answer(input: z.output<Input>, ask: Ask): Promise<ToolAnswer>;
}

/** Makes the tool known to a server. */
export type Tool = (server: McpServer, ask: Ask, report: (error: unknown) => void) => void;

/** None of our answers comes near, whatever the graph holds. */
const LONGEST_TEXT = 12_000;

/** They read, and reach nothing but the graph. */
const ANNOTATIONS = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

export function tool<Input extends z.ZodObject>(definition: ToolDefinition<Input>): Tool {
  const { name, title, description, input } = definition;
  return (server, ask, report) => {
    const config = { title, description, inputSchema: input as z.ZodObject, annotations: ANNOTATIONS };
    server.registerTool(name, config, async (given): Promise<CallToolResult> => {
      try {
        // The server has checked it by the schema.
        const { text, facts } = await definition.answer(given as z.output<Input>, ask);
        return { content: [{ type: 'text', text: cutText(text, LONGEST_TEXT) }], structuredContent: { ...facts } };
      } catch (error) {
        if (error instanceof AskError) return failed(error.message);
        report(error);
        return failed('The tool failed because of a defect in Motifgraph. Try other arguments, and report this.');
      }
    });
  };
}

function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
