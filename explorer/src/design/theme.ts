/** Light or dark: as the system has it, until somebody chooses. */
import { useSyncExternalStore } from 'preact/compat';

export type Theme = 'light' | 'dark';

const KEY = 'motifgraph-theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function chosen(): Theme | null {
  const theme = localStorage.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : null;
}

/** The theme that is shown. */
export function currentTheme(): Theme {
  return chosen() ?? (system.matches ? 'dark' : 'light');
}

function apply(): void {
  document.documentElement.dataset['theme'] = currentTheme();
  for (const listener of listeners) listener();
}

system.addEventListener('change', apply);
apply();

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  apply();
}

/** @returns how to be told no more */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme that is shown; canvases draw again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(onThemeChange, currentTheme);
}
