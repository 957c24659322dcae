import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { OrderNoteQuery } from './order-notes-api.ts';

interface SearchBarProps {
  query: OrderNoteQuery;
  onChange: (query: OrderNoteQuery) => void;
  children: ReactNode;
}

const PAUSE = 200;

/** Finds notes while somebody types; each pause sends one call, which aborts the one before. */
export function SearchBar({ query, onChange, children }: SearchBarProps) {
  const [text, setText] = useState(query.text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [searchId, statusId] = [useId(), useId()];

  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  return (
    <search className="search-bar">
      <label htmlFor={searchId} className="visually-hidden">
        Search notes
      </label>
      <input
        id={searchId}
        type="search"
        placeholder="Search order number or text"
        maxLength={100}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            onChange({ ...query, text: target.value.trim(), page: 1 });
          }, PAUSE);
        }}
      />
      <label htmlFor={statusId} className="visually-hidden">
        Status shown
      </label>
      <select
        id={statusId}
        value={query.status}
        onChange={({ target }) => {
          onChange({ ...query, status: target.value as OrderNoteQuery['status'], page: 1 });
        }}
      >
        <option value="any">Open and done</option>
        <option value="open">Open</option>
        <option value="done">Done</option>
      </select>
      {children}
    </search>
  );
}
