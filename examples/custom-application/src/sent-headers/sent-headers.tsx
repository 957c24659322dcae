import { DOORS, type DoorName } from '../doors/doors.ts';
import type { HeadersByDoor } from './use-sent-headers.ts';

/** What the door put on the wire, and where it differs from the other doors that were used. */
export function SentHeaders({ door, byDoor }: { door: DoorName; byDoor: HeadersByDoor }) {
  const sent = byDoor[door];
  const others = DOORS.filter(({ name }) => name !== door && byDoor[name]);
  return (
    <details className="sent">
      <summary>
        Headers of its last call <span className="muted">{sent ? Object.keys(sent).length : 'none yet'}</span>
      </summary>
      {sent && (
        <dl className="sent-list" aria-label="Sent headers">
          {Object.entries(sent)
            .toSorted()
            .map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                  {others.length > 0 && others.every((other) => byDoor[other.name]?.[name] === undefined) && (
                    <span className="sent-mark">only this door</span>
                  )}
                </dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
        </dl>
      )}
    </details>
  );
}
