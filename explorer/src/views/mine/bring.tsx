/** Where files are dropped, chosen or pasted as text. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { Icon } from '../../parts/icon.js';
import { bringFiles, bringText } from './files.js';

export function Bring() {
  const input = useRef<HTMLInputElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const isOver = useDropped();
  return (
    <section class={`mine-bring${isOver ? ' over' : ''}`} aria-label="Bring structures">
      <Icon name="upload" size={28} />
      <strong>Drop files here</strong>
      <span class="quiet">CIF, POSCAR, pymatgen or OPTIMADE JSON; several at once</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          // A list of its own, which is not emptied with the field.
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = '';
          void bringFiles(files);
        }}
      />
      <Button onClick={() => input.current?.click()}>Choose files</Button>
      <button type="button" class="link" onClick={() => dialog.current?.showModal()}>
        or paste text
      </button>
      <dialog ref={dialog} class="mine-paste" aria-label="Paste a structure">
        <form
          method="dialog"
          onSubmit={({ currentTarget }) => {
            const fields = new FormData(currentTarget);
            const text = String(fields.get('text') ?? '');
            if (text.trim() === '') return;
            bringText(text, String(fields.get('name') ?? '').trim() || 'pasted text');
            currentTarget.reset();
          }}
        >
          <div class="spread">
            <h2>Paste a structure</h2>
            <Button icon="close" label="Close" onClick={() => dialog.current?.close()} />
          </div>
          <label>
            Text of a CIF, POSCAR or JSON file
            <textarea name="text" rows={16} spellcheck={false} />
          </label>
          <label>
            Name, if you like
            <input name="name" autocomplete="off" placeholder="pasted text" />
          </label>
          <div>
            <button type="submit" class="button primary">
              Analyse
            </button>
          </div>
        </form>
      </dialog>
    </section>
  );
}

/**
 * Files dropped anywhere on the page: beside the box the browser would leave the page for the file.
 * @returns whether files are held over the page
 */
function useDropped(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void bringFiles(event.dataTransfer?.files ?? []);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}
