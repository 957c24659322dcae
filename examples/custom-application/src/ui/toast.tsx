import { useCallback, useState } from 'react';

export interface News {
  text: string;
  /** Tells two equal texts apart. */
  count: number;
}

/** What was last announced, and the way to announce something. */
export function useNews(first: string): { news: News; announce: (text: string) => void } {
  const [news, setNews] = useState({ text: first, count: 0 });
  const announce = useCallback((text: string) => {
    setNews(({ count }) => ({ text, count: count + 1 }));
  }, []);
  return { news, announce };
}

/** Shows what was announced for some seconds, and reads it out. */
export function Toast({ news }: { news: News }) {
  return (
    <div role="status" className="toast-region">
      {news.text && (
        <p key={news.count} className="toast">
          {news.text}
        </p>
      )}
    </div>
  );
}
