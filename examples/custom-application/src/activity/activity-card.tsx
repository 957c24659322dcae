import { shortenIds } from './shorten-ids.ts';
import { describeOutcome, type TrackedCall } from './tracked-call.ts';

const MOST_SHOWN = 8;

/** The calls of the page that are under way, and the last ones that ended, each with its status and code. */
export function ActivityCard({ calls }: { calls: readonly TrackedCall[] }) {
  const inFlight = calls.filter(({ state }) => state === 'running').length;
  return (
    <section className="card activity" aria-labelledby="activity-title">
      <h2 id="activity-title" className="card-title">
        Calls <span className="muted">{inFlight > 0 ? `${inFlight} in flight` : 'none in flight'}</span>
      </h2>
      <ul className="call-list">
        {calls.slice(0, MOST_SHOWN).map((call) => (
          <li key={call.id} className={`call ${call.state}`}>
            <code className="call-label">{shortenIds(call.label)}</code>
            <span className="call-result">{describeCall(call)}</span>
            {call.duration !== undefined && <span className="muted">{`${call.duration} ms`}</span>}
          </li>
        ))}
      </ul>
      {calls.length > MOST_SHOWN && <p className="muted">{`and ${calls.length - MOST_SHOWN} more`}</p>}
    </section>
  );
}

function describeCall({ state, outcome }: TrackedCall): string {
  if (state === 'running') return 'in flight';
  return outcome ? describeOutcome(outcome) : 'cancelled';
}
