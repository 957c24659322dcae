import { useRef, type ReactNode } from 'react';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { NoteCard, type NoteCardContext } from './note-card.tsx';
import { Pagination } from './pagination.tsx';
import { SearchBar } from './search-bar.tsx';
import type { NoteList as List } from './use-note-list.ts';

interface NoteListProps {
  list: List;
  /** Ids of the notes that are being written. */
  saving: ReadonlySet<string>;
  onFinishShown: () => Promise<void>;
  /** Stands beside the search. */
  exportButton: ReactNode;
  cards: NoteCardContext;
}

/** One page of notes with links to the others, or the reason why there is none. */
export function NoteList({ list, saving, onFinishShown, exportButton, cards }: NoteListProps) {
  const { query, setQuery, page, isLoading, error, reload } = list;
  const finish = useAction(onFinishShown);
  const heading = useRef<HTMLHeadingElement>(null);
  const notes = page?.results ?? [];
  // An empty page that stands for an older search says nothing about this one.
  const isWaiting = !error && (!page || (isLoading && notes.length === 0));
  const isFiltered = query.text !== '' || query.status !== 'any';
  const openCount = notes.filter(({ status }) => status === 'open').length;

  return (
    <section className="note-list" aria-labelledby="list-title" aria-busy={isLoading}>
      <header className="list-header">
        <h2 id="list-title" ref={heading} tabIndex={-1}>
          Notes
        </h2>
        {page && <p className="muted">{`${page.total} ${isFiltered ? 'found' : 'in all'}`}</p>}
        {openCount > 1 && (
          <button
            type="button"
            className="button quiet"
            aria-disabled={finish.isRunning}
            onClick={() => void finish.run()}
          >
            {finish.isRunning ? 'Marking…' : 'Mark these done'}
          </button>
        )}
      </header>
      {/* A new key empties the field. */}
      <SearchBar key={list.resetCount} query={query} onChange={setQuery}>
        {exportButton}
      </SearchBar>
      {finish.error && <ErrorPanel error={finish.error} onDismiss={finish.clearError} />}
      {error && (
        <>
          <ErrorPanel error={error} />
          <button type="button" className="button" onClick={reload}>
            Try again
          </button>
        </>
      )}
      {isWaiting && <Placeholders />}
      {page && !error && !isWaiting && notes.length === 0 && <Nothing isFiltered={isFiltered} onReset={list.reset} />}
      <div className={`notes ${page && isLoading ? 'stale' : ''}`}>
        {notes.map((note) => (
          <NoteCard key={note.id} note={note} isSaving={saving.has(note.id)} context={cards} />
        ))}
      </div>
      {page && (
        <Pagination
          page={query.page}
          total={page.total}
          onChange={(number) => {
            setQuery({ ...query, page: number });
            heading.current?.focus(); // The list starts again from its top.
          }}
        />
      )}
    </section>
  );
}

function Nothing({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  if (!isFiltered) return <p className="empty">No notes yet. Add the first one above.</p>;
  return (
    <div className="empty">
      <p>No note matches.</p>
      <button type="button" className="button quiet" onClick={onReset}>
        Show all notes
      </button>
    </div>
  );
}

/** Keeps the place while the first page is on its way. */
function Placeholders() {
  return (
    <>
      <p className="visually-hidden">Loading notes…</p>
      {[1, 2, 3].map((line) => (
        <div key={line} className="card placeholder" aria-hidden="true" />
      ))}
    </>
  );
}
