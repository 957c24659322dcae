import { Field } from '../ui/field.tsx';
import type { OrderNoteInput, OrderNoteStatus } from './order-notes-api.ts';

interface NoteFieldsProps {
  input: OrderNoteInput;
  onChange: (input: OrderNoteInput) => void;
  errors: Readonly<Record<string, string>>;
  /** Leaves out what can't be set here. */
  show: readonly (keyof OrderNoteInput)[];
}

/** The controls for a note's fields; used by each form that writes one. */
export function NoteFields({ input, onChange, errors, show }: NoteFieldsProps) {
  return (
    <>
      {show.includes('orderNumber') && (
        <Field label="Order number" error={errors.orderNumber}>
          {(attributes) => (
            <input
              {...attributes}
              name="orderNumber"
              autoComplete="off"
              value={input.orderNumber}
              onChange={(event) => {
                onChange({ ...input, orderNumber: event.target.value });
              }}
            />
          )}
        </Field>
      )}
      {show.includes('text') && (
        <Field label="Note" error={errors.text}>
          {(attributes) => (
            <textarea
              {...attributes}
              name="text"
              rows={3}
              value={input.text}
              onChange={(event) => {
                onChange({ ...input, text: event.target.value });
              }}
            />
          )}
        </Field>
      )}
      {show.includes('status') && (
        <Field label="Status" error={errors.status}>
          {(attributes) => (
            <select
              {...attributes}
              name="status"
              value={input.status}
              onChange={(event) => {
                onChange({ ...input, status: event.target.value as OrderNoteStatus });
              }}
            >
              <option value="open">Open</option>
              <option value="done">Done</option>
            </select>
          )}
        </Field>
      )}
    </>
  );
}
