import { useApplicationContext } from '@forward-to/react';
import { useRequestsInFlight } from '@forward-to/sdk';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ActivityBar } from '../activity/activity-bar.tsx';
import { ActivityCard } from '../activity/activity-card.tsx';
import { useActivity } from '../activity/use-activity.ts';
import { createAttachmentsApi } from '../attachments/attachments-api.ts';
import { DoorTabs } from '../doors/door-tabs.tsx';
import { DOORS } from '../doors/doors.ts';
import { useChosenDoor } from '../doors/use-chosen-door.ts';
import { useOrderNotesDoor } from '../doors/use-order-notes-door.ts';
import { ExportButton } from '../export/export-button.tsx';
import type { SentCalls } from '../sent-headers/sent-calls.ts';
import { SentHeaders } from '../sent-headers/sent-headers.tsx';
import { useSentHeaders } from '../sent-headers/use-sent-headers.ts';
import { AccountCard } from '../session/account-card.tsx';
import type { SignedIn } from '../session/use-session.ts';
import { TokenCard } from '../token/token-card.tsx';
import { Brand } from '../ui/brand.tsx';
import { Toast, useNews } from '../ui/toast.tsx';
import { WayCard } from '../way/way-card.tsx';
import { NoteComposer } from './note-composer.tsx';
import { NoteDialogs } from './note-dialogs.tsx';
import { NoteList } from './note-list.tsx';
import { useNoteDialogs } from './use-note-dialogs.ts';
import { useNoteList } from './use-note-list.ts';
import { useOrderNotes } from './use-order-notes.ts';

/** The page: a list of notes, a form for a new one, and who is looking at them; through the door that the tabs choose. */
export function OrderNotesPage({ session, sentCalls }: { session: SignedIn; sentCalls: SentCalls }) {
  const { user } = session.current;
  const { calls, track } = useActivity(sentCalls.statusOf);
  const [door, chooseDoor] = useChosenDoor();
  const api = useOrderNotesDoor(door, track);
  const sentHeaders = useSentHeaders(sentCalls, door);
  // The SDK counts the calls of its own; the page's list has those of every door.
  const isSdkBusy = useRequestsInFlight() > 0;
  const attachmentsApi = useMemo(() => createAttachmentsApi(track), [track]);
  const list = useNoteList(api, session);
  const notes = useOrderNotes(api, list, session);
  const [isSwitched] = useState(session.signInCount > 0);
  const { news, announce } = useNews(isSwitched ? `Signed in as ${user.name}.` : '');
  const dialogs = useNoteDialogs(notes, announce);
  const heading = useRef<HTMLHeadingElement>(null);

  const projectKey = useApplicationContext(({ project }) => project?.key ?? '');
  const permissions = useApplicationContext((context) => Object.keys(context.permissions ?? {}));

  // The button that had the focus went with its note, or with the user before.
  useEffect(() => {
    if (dialogs.deletedCount > 0 || isSwitched) heading.current?.focus();
  }, [dialogs.deletedCount, isSwitched]);

  return (
    <div className="page">
      <ActivityBar isActive={isSdkBusy || calls.some(({ state }) => state === 'running')} />
      <header className="page-header">
        <Brand />
        <h1 ref={heading} tabIndex={-1}>
          Order notes
        </h1>
        <p className="lead">
          A page of the Merchant Center that keeps its data in an API of its own. Every tab makes the same calls through
          another door of the kit.
        </p>
      </header>
      <div className="page-way">
        <WayCard calls={calls} />
      </div>
      <div className="page-account">
        <AccountCard session={session} projectKey={projectKey} permissions={permissions} />
      </div>
      <main className="page-main">
        <DoorTabs chosen={door} onChoose={chooseDoor} details={<SentHeaders door={door} byDoor={sentHeaders} />}>
          <NoteComposer
            canManage={permissions.includes('canManageOrderNotes')}
            onCreate={async (input) => {
              await notes.create(input);
              announce(`Note ${input.orderNumber} added.`);
            }}
          />
          <NoteList
            list={list}
            saving={notes.saving}
            onFinishShown={async () => {
              const conflicts = await notes.finishShown();
              announce(
                conflicts === 0 ? 'All of these are done.' : `${conflicts} notes were changed by somebody else.`,
              );
            }}
            exportButton={
              <ExportButton query={list.query} track={track} reportError={session.reportError} announce={announce} />
            }
            cards={{
              attachmentsApi,
              reportError: session.reportError,
              announce,
              nameOf: (userId) => session.users.find(({ id }) => id === userId)?.name ?? userId,
              onChange: dialogs.change,
              verbs: DOORS.find(({ name }) => name === door) ?? DOORS[0],
              onOpen: dialogs.open,
            }}
          />
        </DoorTabs>
      </main>
      <div className="page-activity">
        <TokenCard track={track} reportError={session.reportError} />
        <ActivityCard calls={calls} />
      </div>
      <NoteDialogs dialogs={dialogs} />
      <Toast news={news} />
    </div>
  );
}
