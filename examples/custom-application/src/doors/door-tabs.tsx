import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { DOOR_SOURCES } from './door-sources.ts';
import { DoorSource } from './door-source.tsx';
import { DOORS, type DoorName } from './doors.ts';

interface DoorTabsProps {
  chosen: DoorName;
  onChoose: (door: DoorName) => void;
  /** The headers that the door sent. */
  details: ReactNode;
  /** The page behind the door. */
  children: ReactNode;
}

const STEPS: Readonly<Record<string, (index: number) => number>> = {
  ArrowRight: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  Home: () => 0,
  End: () => -1,
};

/** One tab per door over the same data; arrow keys move between them, as the ARIA practices for tabs require. */
export function DoorTabs({ chosen, onChoose, details, children }: DoorTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const door = DOORS.find(({ name }) => name === chosen) ?? DOORS[0];

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const index = step(DOORS.indexOf(door));
    const next = DOORS.at(index % DOORS.length) ?? DOORS[0];
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`#door-${next.name}`)?.focus();
  };

  return (
    <div className="doors">
      <div ref={list} className="door-tabs" role="tablist" aria-label="Door to the API">
        {DOORS.map(({ name, label }) => (
          <button
            key={name}
            id={`door-${name}`}
            type="button"
            role="tab"
            className="door-tab"
            aria-selected={name === chosen}
            aria-controls="door-panel"
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => {
              onChoose(name);
            }}
            onKeyDown={move}
          >
            {label}
          </button>
        ))}
      </div>
      <div id="door-panel" role="tabpanel" aria-labelledby={`door-${chosen}`} className="door-panel">
        <div className="card door-card">
          <p>{door.use}</p>
          <p className="door-code">
            <code>{door.code}</code>
          </p>
          {DOOR_SOURCES[door.name].map((file) => (
            <DoorSource key={file.name} file={file} />
          ))}
          {details}
        </div>
        {children}
      </div>
    </div>
  );
}
