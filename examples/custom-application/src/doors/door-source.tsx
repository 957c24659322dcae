import { useState } from 'react';
import type { SourceFile } from './door-sources.ts';

/** A file of the page, shown in the page. */
export function DoorSource({ file }: { file: SourceFile }) {
  const [text, setText] = useState<string>();
  return (
    <details
      className="source"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && text === undefined) {
          void file.load().then((loaded) => {
            setText(loaded.default);
          });
        }
      }}
    >
      <summary>
        Source <code>src/doors/{file.name}</code>
      </summary>
      {/* Focusable, so that the keyboard can scroll it. */}
      <pre tabIndex={0} role="region" aria-label={`Source of ${file.name}`}>
        <code>{text ?? 'Loading…'}</code>
      </pre>
    </details>
  );
}
