/** An assistant: the client of the SDK, and what it is told. */
import { Client } from '@modelcontextprotocol/client';

export interface Told {
  readonly isError: boolean;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a tool tells depends on the tool
  readonly facts: any;
}

export type Assistant = Awaited<ReturnType<typeof assistant>>;

export async function assistant(transport: Parameters<Client['connect']>[0]) {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  const call = async (name: string, given: Record<string, unknown> = {}): Promise<Told> => {
    const { isError = false, content, structuredContent } = await client.callTool({ name, arguments: given });
    const [first] = content;
    return { isError, text: first?.type === 'text' ? first.text : '', facts: structuredContent };
  };
  return { client, call };
}
