import Constraints from '@commercetools-uikit/constraints';
import Spacings from '@commercetools-uikit/spacings';
import Text from '@commercetools-uikit/text';
import { useHistory, useRouteMatch } from 'react-router-dom';
import { NoteForm } from './note-form.jsx';
import { useNoteActions } from './use-note-actions.js';
import { useNotify } from './use-notify.js';

export function NewNotePage() {
  const { create } = useNoteActions();
  const notify = useNotify();
  const history = useHistory();
  const { url } = useRouteMatch();
  return (
    <Spacings.Inset scale="xl">
      <Constraints.Horizontal max={10}>
        <Spacings.Stack scale="l">
          <Text.Headline as="h1">Write a note</Text.Headline>
          <NoteForm
            label="Save"
            onSubmit={async (fields) => {
              if (await notify(create(fields), 'The note was saved.')) history.push(url.replace(/\/new$/, ''));
            }}
          />
        </Spacings.Stack>
      </Constraints.Horizontal>
    </Spacings.Inset>
  );
}
