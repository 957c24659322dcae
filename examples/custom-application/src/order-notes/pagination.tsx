import { PAGE_SIZE } from './order-notes-api.ts';

interface PaginationProps {
  page: number;
  total: number;
  onChange: (page: number) => void;
}

/** The way through a list that is longer than one page. */
export function Pagination({ page, total, onChange }: PaginationProps) {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (last === 1 && page === 1) return null;
  const go = (target: number) => {
    if (target >= 1 && target <= last) onChange(target);
  };
  return (
    <nav className="pagination" aria-label="Pages of notes">
      <button
        type="button"
        className="button"
        aria-disabled={page === 1}
        onClick={() => {
          go(page - 1);
        }}
      >
        Previous
      </button>
      <span className="muted" aria-current="page">{`Page ${page} of ${last}`}</span>
      <button
        type="button"
        className="button"
        aria-disabled={page >= last}
        onClick={() => {
          go(page + 1);
        }}
      >
        Next
      </button>
    </nav>
  );
}
