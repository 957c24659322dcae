/** What the calls of one page share about the renewal of their platform token. */
export interface Renewal {
  /** How many renewals have ended, so that a call can tell whether one ended after it was sent. */
  ended: number;
  /** How the last one ended. */
  outcome?: Outcome;
  /** How many have failed on the way, so that a gateway that is gone isn't asked by every waiting call in turn. */
  failures: number;
  /** The one under way. */
  current?: Promise<Outcome> | undefined;
}

type Outcome = 'renewed' | 'refused' | 'failed';

/** Who answered with a 401 that is worth a renewal; `unknown` where nobody marked it. */
export type Refusal = 'gateway' | 'unknown' | false;

export interface RenewableCall<Answer> extends Waiting {
  /** Sends the call; `force` asks the gateway for a fresh platform token. Rejects when the signal has fired. */
  send: (force: boolean) => Promise<Answer>;
  /** Tells whether the answer is a 401, and whose; see {@link Refusal}. */
  isRefused: (answer: Answer) => Refusal;
}

interface Waiting {
  /** Ends the wait for somebody else's renewal. */
  signal?: AbortSignal | null | undefined;
  /** Longest wait for it in milliseconds: the call that renews may have a slow API. @default 10000 */
  patience?: number | undefined;
}

// The one state that outlives a call: all doors of a page must share a renewal, whichever module they come from.
const renewals = /* @__PURE__ */ new WeakMap<object, Renewal>();

/** The renewal that belongs to a page or to a client with a context of its own. */
export function renewalOf(owner: object): Renewal {
  let found = renewals.get(owner);
  if (!found) renewals.set(owner, (found = { ended: 0, failures: 0 }));
  return found;
}

/**
 * Sends a call and repeats it once when the gateway refuses it with a 401.
 *
 * The first such call renews with its repetition. Calls that meet a 401 meanwhile wait and repeat plainly; so does a call
 * that was sent before the last renewal ended. When the gateway refuses the renewal as well, the session has ended: the
 * others get the 401 that they have, without more traffic. An unmarked 401 may be the API's own: it says nothing about
 * them. A renewal that hangs or fails on the way holds nobody up for long.
 */
export async function callWithRenewal<Answer>(renewal: Renewal, call: RenewableCall<Answer>): Promise<Answer> {
  const { ended, failures } = renewal;
  const answer = await call.send(false);
  if (!call.isRefused(answer)) return answer;
  while (renewal.ended === ended) {
    if (renewal.failures > failures + 1) return call.send(false);
    if (!renewal.current) return renew(renewal, call);
    // By then the gateway has long seen the call that renews. After an abort, "send" rejects as its transport does.
    if ((await waitFor(renewal.current, call)) === 'over') return call.send(false);
  }
  return renewal.outcome === 'renewed' ? call.send(false) : answer;
}

async function renew<Answer>(renewal: Renewal, call: RenewableCall<Answer>): Promise<Answer> {
  const repeated = call.send(true);
  renewal.current = repeated
    .then((answer): Outcome => (call.isRefused(answer) === 'gateway' ? 'refused' : 'renewed'))
    .catch((): Outcome => 'failed')
    .then((outcome) => {
      renewal.current = undefined;
      // After a failure nothing is known: the next call that waits renews in its place, and after it nobody does.
      if (outcome === 'failed') {
        renewal.failures += 1;
      } else {
        renewal.ended += 1;
        renewal.outcome = outcome;
      }
      return outcome;
    });
  const answer = await repeated;
  await renewal.current;
  return answer;
}

function waitFor<Value>(current: Promise<Value>, { signal, patience = 10_000 }: Waiting): Promise<Value | 'over'> {
  return new Promise((resolve) => {
    const end = () => {
      resolve('over');
    };
    const timer = setTimeout(end, signal?.aborted ? 0 : patience);
    signal?.addEventListener('abort', end);
    void current.then(resolve).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    });
  });
}
