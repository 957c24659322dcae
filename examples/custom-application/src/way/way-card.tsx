import { buildApiUrl } from '@forward-to/http-client';
import { shortenIds } from '../activity/shorten-ids.ts';
import type { TrackedCall } from '../activity/tracked-call.ts';
import { readEnvironment } from '../environment.ts';
import { describeWay, type StopState } from './describe-way.ts';

/** The way of a call from the page to the API, lit by the last one. */
export function WayCard({ calls }: { calls: readonly TrackedCall[] }) {
  // A search that was given up for a newer one says nothing about the way.
  const last = calls.find(({ state }) => state !== 'cancelled') ?? calls[0];
  const { page, gateway, api, summary } = describeWay(last);
  return (
    <section className="card way" aria-labelledby="way-title">
      <h2 id="way-title" className="card-title">
        Last call
      </h2>
      <p className="way-call">
        {last ? <code>{shortenIds(last.label)}</code> : <span className="muted">none yet</span>}
      </p>
      <ol className="stops">
        <Stop name="Page" host={location.host} task="builds the headers" state={page} />
        <Stop
          name="Gateway"
          host={new URL(buildApiUrl('/')).host}
          task="checks the session, signs a token"
          state={gateway}
        />
        <Stop
          name="Your API"
          host={new URL(readEnvironment().externalApiUrl).host}
          task="verifies the token, answers"
          state={api}
        />
      </ol>
      <p className={`way-summary ${last?.state ?? ''}`}>{summary}</p>
    </section>
  );
}

const SIGNS: Readonly<Record<StopState, string>> = {
  idle: '',
  passed: 'm4 8.5 2.75 2.75L12 5.5',
  answered: 'm4 8.5 2.75 2.75L12 5.5',
  rejected: 'm5 5 6 6m0-6-6 6',
  travelling: '',
};

function Stop({ name, host, task, state }: { name: string; host: string; task: string; state: StopState }) {
  return (
    <li className={`stop ${state}`}>
      <span className="stop-sign" aria-hidden="true">
        <svg viewBox="0 0 16 16" width="16" height="16">
          <path d={SIGNS[state]} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      </span>
      <strong>{name}</strong>
      <code className="stop-host">{host}</code>
      <span className="stop-task muted">{task}</span>
    </li>
  );
}
