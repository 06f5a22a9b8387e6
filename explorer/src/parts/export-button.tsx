/** A button that saves what `/export` writes for a request. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { exported } from '../graphql/client.js';
import { Button } from './controls.js';
import { download } from './download.js';
import './export-button.css';

interface ExportButtonProps {
  /** Name of the file. */
  name: string;
  /** As `docs/exports.md` describes it. */
  request: object;
  children: ComponentChildren;
}

export function ExportButton({ name, request, children }: ExportButtonProps) {
  const [isWritten, setWritten] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    setWritten(true);
    setFailure(null);
    try {
      download(name, await exported(request));
    } catch (error) {
      setFailure((error as Error).message);
    }
    setWritten(false);
  };
  return (
    <>
      <Button icon="download" disabled={isWritten} onClick={() => void save()}>
        {children}
      </Button>
      {failure !== null && (
        <span class="export-failure" role="alert">
          {failure}
        </span>
      )}
    </>
  );
}
