import { ConflictDialog } from './conflict-dialog.tsx';
import { DeleteNoteDialog } from './delete-note-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import type { NoteDialogActions } from './use-note-dialogs.ts';

/** The dialog that is open, if there is one. */
export function NoteDialogs({ dialogs }: { dialogs: NoteDialogActions }) {
  const { dialog, close } = dialogs;
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'delete':
      return <DeleteNoteDialog note={dialog.note} onClose={close} onDelete={() => dialogs.remove(dialog.note)} />;
    case 'conflict':
      return (
        <ConflictDialog
          conflict={dialog.conflict}
          onClose={close}
          onSaveMine={() => dialogs.saveMine(dialog.conflict)}
        />
      );
    default:
      return (
        <NoteDialog
          note={dialog.note}
          kind={dialog.kind}
          refused={dialog.refused}
          onClose={close}
          onSave={(input) => {
            void dialogs.save(dialog.kind, dialog.note, input);
          }}
        />
      );
  }
}
