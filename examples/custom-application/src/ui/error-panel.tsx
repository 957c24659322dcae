import { useEffect, useRef } from 'react';
import type { ShownError } from './shown-error.ts';

/** What happened, what to do about it, and which part of the chain said so. It scrolls into view when it appears. */
export function ErrorPanel({ error, onDismiss }: { error: ShownError; onDismiss?: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = panel.current;
    // On a phone a form can push its error below the screen. Not every DOM of tests can scroll.
    if (element && 'scrollIntoView' in element) element.scrollIntoView({ block: 'nearest' });
  }, [error]);
  return (
    <div ref={panel} className={`error-panel ${onDismiss ? 'dismissible' : ''}`} role="alert">
      <p className="error-message">{error.message}</p>
      {error.hint && error.hint !== error.message && <p className="error-hint">{error.hint}</p>}
      <dl className="error-facts">
        <Fact name="Code" value={error.code} />
        <Fact name="API code" value={error.apiCode} />
        <Fact name="Source" value={error.source} />
        <Fact name="Status" value={error.statusCode} />
        <Fact name="Expected" value={error.expected} />
        <Fact name="Actual" value={error.actual} />
      </dl>
      {onDismiss && (
        <button type="button" className="error-dismiss" aria-label="Dismiss" onClick={onDismiss}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value?: string | number | undefined }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}
