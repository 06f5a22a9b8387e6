/** Lines of the log, for a service that outlives what they are written to. */
import type { Writable } from 'node:stream';

/**
 * Writes lines, and drops those that can't be written: the disk is full, or the reader of a pipe went away.
 *
 * @param tellLost called with the number of lines that were dropped when one can be written again.
 */
export function lossy(target: Writable, tellLost: (lines: number) => void): { write(line: string): void } {
  let lost = 0;
  return {
    write(line) {
      target.write(line, (error) => {
        if (error) {
          lost++;
          // The event of an error comes behind this call, and would end the process if nobody heard it.
          if (!target.listeners('error').includes(ignore)) target.once('error', ignore);
        } else if (lost > 0) {
          const lines = lost;
          lost = 0;
          tellLost(lines);
        }
      });
    },
  };
}

function ignore(): void {}
