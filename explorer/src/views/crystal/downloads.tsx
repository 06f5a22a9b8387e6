/** The structure as a file. */
import { useState } from 'preact/hooks';
import type { ApiError } from '../../graphql/client.js';
import type { TextFormat } from '../../graphql/generated/operations.js';
import { Button } from '../../parts/controls.js';
import { download } from '../../parts/download.js';

const FORMATS = [
  ['CIF', (base: string) => `${base}.cif`],
  ['POSCAR', (base: string) => `${base}.POSCAR`],
] as const satisfies readonly (readonly [TextFormat, (base: string) => string])[];

interface DownloadsProps {
  /** Of the files, without what tells the format. */
  name: string;
  isOrdered: boolean;
  /** Asks for the text. */
  read: (
    format: TextFormat,
  ) => Promise<{ readonly text: string | null | undefined; readonly errors: readonly ApiError[] }>;
}

export function Downloads({ name: base, isOrdered, read }: DownloadsProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (format: TextFormat, name: string) => {
    try {
      const { text, errors } = await read(format);
      setFailure(text ? null : (errors[0]?.message ?? 'The service has no text of it.'));
      if (text) download(name, new Blob([text], { type: 'text/plain' }));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {FORMATS.filter(([format]) => isOrdered || format === 'CIF').map(([format, nameOf]) => (
        <Button key={format} icon="download" onClick={() => void save(format, nameOf(base))}>
          {format}
        </Button>
      ))}
      {failure !== null && (
        <span class="crystal-doubtful" role="alert">
          {failure}
        </span>
      )}
    </>
  );
}
