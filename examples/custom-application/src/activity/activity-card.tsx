import type { TrackedCall } from './use-activity.ts';

const MOST_SHOWN = 8;
const NAMES = { running: 'in flight', done: 'done', failed: 'failed', cancelled: 'cancelled' } as const;

/** Each call of the page on its way to the API, and the last ones that ended. */
export function ActivityCard({ calls }: { calls: readonly TrackedCall[] }) {
  const inFlight = calls.filter(({ state }) => state === 'running').length;
  return (
    <section className="card activity" aria-labelledby="activity-title">
      <h2 id="activity-title" className="card-title">
        Calls <span className="muted">{inFlight > 0 ? `${inFlight} in flight` : 'none in flight'}</span>
      </h2>
      <ul className="call-list">
        {calls.slice(0, MOST_SHOWN).map(({ id, label, state, duration }) => (
          <li key={id} className={`call ${state}`}>
            <code>{shorten(label)}</code>
            <span>{duration === undefined || state !== 'done' ? NAMES[state] : `${duration} ms`}</span>
          </li>
        ))}
      </ul>
      {calls.length > MOST_SHOWN && <p className="muted">{`and ${calls.length - MOST_SHOWN} more`}</p>}
    </section>
  );
}

/** Leaves of each UUID what tells it from its neighbours. */
function shorten(label: string): string {
  return label.replaceAll(/([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '$1…');
}
