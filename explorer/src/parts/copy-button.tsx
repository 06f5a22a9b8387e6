/** A button that copies; where the browser gives no clipboard, the text stands selected in a field. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from './clipboard.js';
import { Button } from './controls.js';
import './copy-button.css';
import type { IconName } from './icon.js';

interface CopyButtonProps {
  icon?: IconName;
  primary?: boolean;
  /** Asked for when the button is pressed. */
  text: () => string;
  children: ComponentChildren;
}

/** How long the button tells that it copied. */
const TOLD_MS = 2000;

export function CopyButton({ icon, primary = false, text, children }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const copy = async () => {
    const value = text();
    if (!(await copyText(value))) return setRefused(value);
    setRefused(null);
    setCopied(true);
    setTimeout(() => setCopied(false), TOLD_MS);
  };
  return (
    <>
      <Button {...(icon === undefined ? {} : { icon })} primary={primary} onClick={() => void copy()}>
        <span aria-live="polite">{isCopied ? 'Copied' : children}</span>
      </Button>
      {refused !== null && <SelectedText text={refused} onLeave={() => setRefused(null)} />}
    </>
  );
}

function SelectedText({ text, onLeave }: { text: string; onLeave: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is selected too
  useEffect(() => {
    field.current!.focus();
    field.current!.select();
  }, [text]);
  return (
    <textarea
      ref={field}
      class="to-copy"
      rows={1}
      readOnly
      aria-label="The browser gives no clipboard here: copy the selected text"
      title="The browser gives no clipboard here: copy the selected text"
      value={text}
      onBlur={onLeave}
    />
  );
}

/** Copies the address of the view, which holds its whole state. */
export function CopyLink() {
  return (
    <CopyButton icon="link" text={() => window.location.href}>
      Copy link
    </CopyButton>
  );
}
