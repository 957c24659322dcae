import { useState } from 'react';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { useFocusInvalid } from '../ui/use-focus-invalid.ts';
import { NoteFields } from './note-fields.tsx';
import type { OrderNoteInput } from './order-notes-api.ts';

interface NoteComposerProps {
  canManage: boolean;
  onCreate: (input: OrderNoteInput) => Promise<void>;
}

const EMPTY: OrderNoteInput = { orderNumber: '', text: '', status: 'open' };

/** The form for a new note. It keeps what was typed until the API has accepted it. */
export function NoteComposer({ canManage, onCreate }: NoteComposerProps) {
  const [input, setInput] = useState(EMPTY);
  const { run, isRunning, error, clearError } = useAction(onCreate);
  const form = useFocusInvalid(error);

  const submit = async () => {
    if (!(await run(input))) return;
    setInput(EMPTY);
    form.current?.querySelector('input')?.focus();
  };

  return (
    <section className="card" aria-labelledby="composer-title">
      <h2 id="composer-title" className="card-title">
        New note
      </h2>
      <form
        ref={form}
        className="composer"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <NoteFields input={input} onChange={setInput} errors={error?.fields ?? {}} show={['orderNumber', 'text']} />
        <div className="form-actions">
          <button type="submit" className="button primary" aria-disabled={isRunning}>
            {isRunning ? 'Adding…' : 'Add note'}
          </button>
          {!canManage && <PermissionHint />}
        </div>
      </form>
      {error && <ErrorPanel error={error} onDismiss={clearError} />}
    </section>
  );
}

/** The buttons stay enabled: the API decides who may write, and says why it rejects a call. */
function PermissionHint() {
  return (
    <p className="muted hint">
      This needs <code>canManageOrderNotes</code>, which you do not have. Try it: the API rejects the call and says why.
    </p>
  );
}
