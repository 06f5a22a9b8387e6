/** What stands where an answer is not there: yet, at all, or because it failed. */

import type { UseQueryResult } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import { type Answer, type ApiError, type ApiFailure, rememberKey } from '../graphql/client.js';
import { Icon } from './icon.js';
import './states.css';

/** Grey bars where text will be; never a spinner. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}

/** What the API says, as it says it. */
export function ErrorBox({ errors }: { errors: readonly ApiError[] }) {
  return (
    <div class="error-box" role="alert">
      {errors.map(({ message, extensions }, index) => (
        <p key={index}>
          <Icon name="warning" />
          <span>
            {message} {extensions?.code !== undefined && <code>{extensions.code}</code>}
          </span>
        </p>
      ))}
      {errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') && <KeyEntry />}
    </div>
  );
}

function KeyEntry() {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rememberKey(String(new FormData(event.currentTarget).get('key') ?? ''));
      }}
    >
      <label>
        API key <input name="key" type="password" autocomplete="off" required />
      </label>
      <button type="submit" class="button primary">
        Use the key
      </button>
    </form>
  );
}

/** Nothing meets what was asked. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty" role="status">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** Read with care. */
export function Caution({ title, children }: { title?: string; children: ComponentChildren }) {
  return (
    <div class="caution">
      <Icon name="warning" />
      <div>
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

interface AnsweredProps<Data> {
  of: UseQueryResult<Answer<Data>, ApiFailure>;
  /** How much will be there, roughly. */
  lines?: number;
  children: (data: Data, errors: readonly ApiError[]) => ComponentChildren;
}

/** The children once there is an answer; before, bars; if it failed, why. */
export function Answered<Data>({ of: { data, error }, lines = 4, children }: AnsweredProps<Data>) {
  if (error !== null) return <ErrorBox errors={error.errors} />;
  if (data === undefined) return <Skeleton lines={lines} />;
  return <>{children(data.data, data.errors)}</>;
}

export function NotFound() {
  return (
    <div class="page">
      <Empty title="There is nothing at this address">
        <Link class="link" href="/">
          Start page
        </Link>
      </Empty>
    </div>
  );
}
