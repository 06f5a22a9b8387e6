/** A Python environment of its own for the references, in the user's cache folder; made once for each set of versions. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** What pymatgen of that version runs on. */
const CANDIDATES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];
const OLDEST = [3, 11];

/** The interpreter, with the pinned packages installed. Throws where there is no Python, or no way to install. */
export function pythonWithReferences() {
  const key = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(envPaths('motifgraph', { suffix: '' }).cache, `reference-${key}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  console.error(`Installing the references into ${folder} (once; some minutes) …`);
  execFileSync(findPython(), ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS], { stdio: 'inherit' });
  writeFileSync(finished, '');
  return python;
}

function findPython() {
  for (const name of CANDIDATES) {
    try {
      const text = execFileSync(name, ['-c', 'import sys; print(*sys.version_info[:2])'], { stdio: 'pipe' }).toString();
      const [major, minor] = text.trim().split(' ').map(Number);
      if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return name;
    } catch {
      // not installed
    }
  }
  throw new Error(`Python ${OLDEST.join('.')} or later is needed for the references.`);
}
