import type { ShownError } from './shown-error.ts';

/** What happened, what to do about it, and who said so. */
export function ErrorPanel({ error, onDismiss }: { error: ShownError; onDismiss?: () => void }) {
  return (
    <div className="error-panel" role="alert">
      <p className="error-message">{error.message}</p>
      {error.hint && error.hint !== error.message && <p className="error-hint">{error.hint}</p>}
      <dl className="error-facts">
        <Fact name="Code" value={error.code} />
        <Fact name="Source" value={error.source} />
        <Fact name="Status" value={error.statusCode} />
      </dl>
      {onDismiss && (
        <button type="button" className="button quiet error-dismiss" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | number | undefined }) {
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
