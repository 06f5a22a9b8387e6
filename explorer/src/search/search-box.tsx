/** The search: suggestions while one types, by the pattern of a combobox. */
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { useAnswer } from '../graphql/client.js';
import { SearchHitsDocument, SearchNamesDocument } from '../graphql/generated/operations.js';
import { Icon } from '../parts/icon.js';
import { counted } from '../parts/text.js';
import { useSettled } from '../parts/use-settled.js';
import { readingOf } from './reading.js';
import { SuggestionRow } from './suggestion-row.js';
import { questionAbout, type Suggestion, suggestionsFor } from './suggestions.js';
import './search-box.css';

const PAUSE_MS = 120;

export function SearchBox({ large = false }: { large?: boolean }) {
  const [, navigate] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  /** Enter was pressed before the suggestions for the text were there. */
  const [isEntered, setEntered] = useState(false);
  const list = useId();
  const { suggestions, isAsking, failure } = useSuggestions(text);
  useSlash(() => input.current?.focus());

  const isShown = isOpen && text.trim() !== '' && (suggestions.length > 0 || !isAsking);
  const close = () => {
    setOpen(false);
    setEntered(false);
  };
  /** Another text begins at the top. */
  const type = (typed: string) => {
    setText(typed);
    setActive(0);
    setEntered(false);
  };
  const open = (suggestion: Suggestion) => {
    type('');
    close();
    input.current?.blur();
    navigate(suggestion.address);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once, when they are there
  useEffect(() => {
    if (!isEntered || isAsking) return;
    setEntered(false);
    if (suggestions[0] !== undefined) open(suggestions[0]);
  }, [isEntered, isAsking]);
  const move = (event: KeyboardEvent) => {
    const last = suggestions.length - 1;
    const chosen = suggestions[active];
    if (event.key === 'ArrowDown') setActive(isShown ? Math.min(last, active + 1) : active);
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    // Until they are there, those of the text before are shown: they are opened only if one of them was chosen.
    else if (event.key === 'Enter' && isOpen && isAsking && active === 0) setEntered(text.trim() !== '');
    else if (event.key === 'Enter' && isShown && chosen !== undefined) open(chosen);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    if (event.key.startsWith('Arrow')) setOpen(true);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search class={`search${large ? ' large' : ''}`}>
      <div class="field">
        <Icon name="search" size={large ? 20 : 16} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Search"
          aria-expanded={isShown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={isShown && suggestions.length > 0 ? `${list}-${active}` : undefined}
          placeholder={large ? 'Formula, element, motif, “TiO6 edge NbO6”…' : 'Formula, element, motif, id…'}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => {
            type(currentTarget.value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onKeyDown={move}
        />
        <kbd aria-hidden>{text === '' ? '/' : 'Enter'}</kbd>
      </div>
      {/* Not on click: the field would lose the focus, and the list its rows, before. */}
      <div class="list" id={list} role="listbox" aria-label="Suggestions" hidden={!isShown || suggestions.length === 0}>
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.address}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              open(suggestion);
            }}
          >
            <SuggestionRow of={suggestion} />
          </div>
        ))}
      </div>
      {isShown && suggestions.length === 0 && (
        <p class="nothing">
          {failure ?? (
            <>
              Nothing in this graph is called “{text.trim()}”. Try a formula (TiO<sub>2</sub>), a motif (TiO<sub>6</sub>
              ), two of them and what they share, elements (Ti, O), a shape, a space group or a mineral.
            </>
          )}
        </p>
      )}
      <span class="unseen" role="status">
        {isShown && suggestions.length > 0 ? counted(suggestions.length, 'suggestion') : ''}
      </span>
    </search>
  );
}

/** Suggestions for what stands in the field, a moment after it was typed. */
function useSuggestions(text: string) {
  const settled = useSettled(text, text, text === '' ? 0 : PAUSE_MS);
  const reading = useMemo(() => readingOf(settled), [settled]);
  const isAny = reading.text !== '';
  const names = useAnswer(SearchNamesDocument, {}, { enabled: isAny, isOfFrame: true });
  const answer = useAnswer(SearchHitsDocument, questionAbout(reading), {
    enabled: isAny,
    keepPrevious: true,
    isOfFrame: true,
  });
  return {
    suggestions: isAny ? suggestionsFor(reading, answer.data?.data, names.data?.data) : [],
    isAsking: answer.isFetching || names.isFetching || reading.text !== readingOf(text).text,
    failure: answer.error?.message ?? null,
  };
}

/** `/` outside of fields. */
function useSlash(focus: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field stays the same
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = event.target as HTMLElement;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (at.isContentEditable || at.matches('input, textarea, select')) return;
      event.preventDefault();
      focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
