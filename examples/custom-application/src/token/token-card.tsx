import { useState } from 'react';
import type { TrackCall } from '../activity/use-activity.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { useAction } from '../ui/use-action.ts';
import { explainClaims, type ExplainedClaim } from './explain-claims.ts';
import { fetchTokenClaims } from './token-claims-api.ts';

interface TokenCardProps {
  track: TrackCall;
  reportError: (error: unknown) => boolean;
}

/** The claims of a token that the API got: all that it knows of the user. */
export function TokenCard({ track, reportError }: TokenCardProps) {
  const [claims, setClaims] = useState<readonly ExplainedClaim[]>();
  const { run, isRunning, error } = useAction(async () => {
    try {
      const found = await track('GET /token-claims', fetchTokenClaims());
      setClaims(explainClaims(found.claims));
    } catch (caught) {
      reportError(caught);
      throw caught;
    }
  });
  return (
    <section className="card token" aria-labelledby="token-title">
      <h2 id="token-title" className="card-title">
        Token
      </h2>
      <p className="muted">
        The gateway signs one for each call. It lives 60 seconds, and this page never sees it: only the API can show
        what is in it.
      </p>
      {claims && (
        <dl className="claims" aria-label="Claims of the token">
          {claims.map(({ name, value, meaning }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> <span className="muted">{meaning}</span>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {error && <ErrorPanel error={error} />}
      <button type="button" className="button" aria-disabled={isRunning} onClick={() => void run()}>
        {isRunning ? 'Asking the API…' : claims ? 'Ask again' : 'Ask the API for its claims'}
      </button>
    </section>
  );
}
