import { useApplicationContext } from '@commercetools-frontend/application-shell-connectors';
import Constraints from '@commercetools-uikit/constraints';
import Spacings from '@commercetools-uikit/spacings';
import Text from '@commercetools-uikit/text';
import { describeError } from './describe-error.js';
import { NoteCard } from './note-card.jsx';
import { useOrderNotes } from './use-order-notes.js';

export function OrderNotesPage() {
  const { project, user } = useApplicationContext(({ project, user }) => ({ project, user }));
  const { notes, total, error, loading, refetch } = useOrderNotes();
  return (
    <Spacings.Inset scale="xl">
      <Constraints.Horizontal max={13}>
        <Spacings.Stack scale="l">
          <Spacings.Stack scale="xs">
            <Text.Headline as="h1">Order notes</Text.Headline>
            <Text.Detail tone="secondary">
              {`${user.firstName} sees the notes of ${project.key}${total === undefined ? '' : `: ${total} in all`}.`}
            </Text.Detail>
          </Spacings.Stack>
          {error && <p role="alert">{describeError(error)}</p>}
          {loading && total === undefined && <Text.Body>Loading …</Text.Body>}
          {total === 0 && <Text.Body>There are no notes yet. Choose “Write a note” in the menu.</Text.Body>}
          {notes.map((note) => (
            <NoteCard key={note.id} note={note} onChanged={refetch} />
          ))}
        </Spacings.Stack>
      </Constraints.Horizontal>
    </Spacings.Inset>
  );
}
