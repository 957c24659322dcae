import Card from '@commercetools-uikit/card';
import SecondaryButton from '@commercetools-uikit/secondary-button';
import Spacings from '@commercetools-uikit/spacings';
import Text from '@commercetools-uikit/text';
import { useState } from 'react';
import { Attachments } from './attachments.jsx';
import { NoteForm } from './note-form.jsx';
import { useNoteActions } from './use-note-actions.js';
import { useNotify } from './use-notify.js';

// The buttons are there for everybody: your API decides who may do what, and the page shows its reason. To hide them as
// well, ask useIsAuthorized of @commercetools-frontend/permissions.
export function NoteCard({ note, onChanged }) {
  const [isEditing, setIsEditing] = useState(false);
  const { change, remove, replace } = useNoteActions();
  const notify = useNotify();
  const isDone = note.status === 'done';
  const saveAs = async (promise, text) => {
    if (
      (await notify(
        promise.then(() => true),
        text,
      )) !== true
    )
      return;
    setIsEditing(false);
    await onChanged();
  };
  return (
    <article aria-label={note.orderNumber}>
      <Card>
        <Spacings.Stack scale="m">
          <Spacings.Stack scale="xs">
            <Text.Subheadline as="h4" isBold>{`${note.orderNumber}${isDone ? ' · done' : ''}`}</Text.Subheadline>
            {!isEditing && <Text.Body>{note.text}</Text.Body>}
          </Spacings.Stack>
          {isEditing ? (
            <NoteForm
              note={note}
              label="Replace"
              onSubmit={(fields) => saveAs(replace(note, { ...fields, status: note.status }), 'The note was replaced.')}
              onCancel={() => setIsEditing(false)}
            />
          ) : (
            <Spacings.Inline>
              <SecondaryButton
                label={isDone ? 'Open again' : 'Mark as done'}
                onClick={() => saveAs(change(note, { status: isDone ? 'open' : 'done' }), 'The note was changed.')}
              />
              <SecondaryButton label="Edit" onClick={() => setIsEditing(true)} />
              <SecondaryButton
                label="Delete"
                onClick={() => saveAs(remove(note, 'Deleted in the Merchant Center'), 'The note was deleted.')}
              />
            </Spacings.Inline>
          )}
          <Attachments note={note} />
        </Spacings.Stack>
      </Card>
    </article>
  );
}
