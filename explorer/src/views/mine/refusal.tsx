/** Why a structure is not analysed, at the line of the file that says so. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/controls.js';
import { Icon } from '../../parts/icon.js';
import { nameOf } from './list.js';
import type { Refusal, Structure } from './files.js';

/** Lines before and after the one in question. */
const AROUND = 2;
/** Lines of an opened file that are drawn, around the one in question. */
const MOST_LINES = 2000;

export function RefusalBox({ structure, refusal }: { structure: Structure; refusal: Refusal }) {
  const { code, message, line } = refusal;
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="mine-refusal" aria-label={`Why ${nameOf(structure)} is refused`}>
      <header>
        <Icon name="close" />
        <strong>{nameOf(structure)} can not be analysed</strong>
        <code>{code}</code>
      </header>
      <div class="body">
        <p>{message}</p>
        {line !== null && (
          <>
            <Excerpt text={structure.fileText} line={line} around={isOpen ? MOST_LINES : AROUND} />
            <div>
              <Button onClick={() => setOpen(!isOpen)}>
                {isOpen ? 'Show these lines alone' : `Open the file at line ${line}`}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

/** Lines of a file with their numbers, one of them marked. @param line counted from 1 */
function Excerpt({ text, line, around }: { text: string; line: number; around: number }) {
  const box = useRef<HTMLElement>(null);
  const marked = useRef<HTMLTableRowElement>(null);
  const lines = text.split('\n');
  const first = Math.max(1, line - around);
  const shown = lines.slice(first - 1, line + around);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when more is shown, the line comes back into view
  useEffect(() => {
    if (box.current !== null && marked.current !== null) {
      box.current.scrollTop = marked.current.offsetTop - box.current.clientHeight / 2;
    }
  }, [around, line]);
  return (
    <section ref={box} class="mine-excerpt" tabIndex={0} aria-label={`The file around line ${line}`}>
      <table>
        <tbody>
          {shown.map((content, index) => {
            const isMarked = first + index === line;
            return (
              <tr
                key={first + index}
                ref={isMarked ? marked : null}
                class={isMarked ? 'marked' : ''}
                aria-current={isMarked ? 'true' : undefined}
              >
                <th scope="row">{first + index}</th>
                <td>{content}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
