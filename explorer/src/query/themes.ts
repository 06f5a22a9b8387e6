/** Colours of the text in the editors: those of the explorer, on its panels. */
import type { editor } from 'monaco-editor';

/** What Monaco draws by itself takes colours as numbers alone, not as custom properties: those of tokens.css once more. */
const COLOURS = {
  light: { panel: '#ffffff', ink: '#14181b', faint: '#697177', line: '#e4e6e1', accent: '#0a6b61', soft: '#e1f1ee' },
  dark: { panel: '#15191c', ink: '#eceff0', faint: '#8c959b', line: '#252b2f', accent: '#56cdbb', soft: '#12302c' },
} as const;

/** Of keywords, texts, numbers, and names of arguments and fields. */
const SYNTAX = {
  light: {
    keyword: '7a3e9d',
    text: '8a5200',
    number: '1f5fbf',
    argument: '4d5fc1',
    field: '14181b',
    comment: '697177',
  },
  dark: { keyword: 'c79be6', text: 'f0b65a', number: '8ab8ff', argument: 'a7b0ff', field: 'eceff0', comment: '8c959b' },
} as const;

export type Shade = keyof typeof COLOURS;

export const THEME_NAMES = { light: 'motifgraph-light', dark: 'motifgraph-dark' } as const;

export function themeOf(shade: Shade): editor.IStandaloneThemeData {
  const { panel, ink, faint, line, accent, soft } = COLOURS[shade];
  const { keyword, text, number, argument, field, comment } = SYNTAX[shade];
  return {
    base: shade === 'light' ? 'vs' : 'vs-dark',
    inherit: true,
    rules: [
      { token: 'keyword.gql', foreground: keyword },
      { token: 'string.gql', foreground: text },
      { token: 'number.gql', foreground: number },
      { token: 'argument.identifier.gql', foreground: argument },
      { token: 'key.identifier.gql', foreground: field },
      { token: 'type.identifier.gql', foreground: accent.slice(1) },
      { token: 'comment.gql', foreground: comment },
      { token: 'string.key.json', foreground: argument },
      { token: 'string.value.json', foreground: text },
      { token: 'number.json', foreground: number },
      { token: 'keyword.json', foreground: keyword },
    ],
    colors: {
      // GraphiQL draws the surface below.
      'editor.background': '#ffffff00',
      'editor.foreground': ink,
      'scrollbar.shadow': '#ffffff00',
      'editor.lineHighlightBorder': '#ffffff00',
      'editorLineNumber.foreground': faint,
      'editorLineNumber.dimmedForeground': faint,
      // Of pairs of brackets, which take a colour by their depth otherwise.
      ...Object.fromEntries([1, 2, 3].map((depth) => [`editorBracketHighlight.foreground${depth}`, faint])),
      focusBorder: accent,
      'textLink.foreground': accent,
      'textLink.activeForeground': accent,
      'editorLink.activeForeground': accent,
      'editorWidget.background': panel,
      'editorWidget.border': line,
      'editorHoverWidget.background': panel,
      'editorHoverWidget.border': line,
      'editorSuggestWidget.background': panel,
      'editorSuggestWidget.border': line,
      'editorSuggestWidget.foreground': ink,
      'editorSuggestWidget.highlightForeground': accent,
      'editorSuggestWidget.focusHighlightForeground': accent,
      'editorSuggestWidget.selectedBackground': soft,
      'editorSuggestWidget.selectedForeground': ink,
      'list.hoverBackground': soft,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'menu.background': panel,
      'menu.selectionBackground': soft,
      'menu.selectionForeground': ink,
      'quickInput.background': panel,
      'quickInputList.focusBackground': soft,
      'quickInputList.focusForeground': ink,
    },
  };
}
