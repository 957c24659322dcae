/** What the calls of one page share about the renewal of their platform token. */
export interface Renewal {
  /** How many renewals have ended, so that a call can tell whether one ended after it was sent. */
  ended: number;
  /** How the last one ended. */
  outcome?: Outcome;
  /** The one under way. */
  current?: Promise<Outcome> | undefined;
}

type Outcome = 'renewed' | 'refused' | 'failed';

export type Refusal = 'gateway' | 'unknown' | false;

export interface RenewableCall<Answer> {
  /** Sends the call; `force` asks the gateway for a fresh platform token. */
  send: (force: boolean) => Promise<Answer>;
  /** Tells whose 401 the answer is, if it is one that a renewal may help; a gateway that marks nothing leaves it unknown. */
  isRefused: (answer: Answer) => Refusal;
  /** Ends the wait for somebody else's renewal. */
  signal?: AbortSignal | null | undefined;
}

// The one state that outlives a call: all doors of a page must share a renewal, whichever module they come from.
const renewals = /* @__PURE__ */ new WeakMap<object, Renewal>();

/** The renewal that belongs to a page or to a client with a context of its own. */
export function renewalOf(owner: object): Renewal {
  let found = renewals.get(owner);
  if (!found) renewals.set(owner, (found = { ended: 0 }));
  return found;
}

/**
 * Sends a call and repeats it once when the gateway refuses it with a 401.
 *
 * The first such call renews with its repetition. Calls that meet a 401 meanwhile wait and repeat plainly; so does a call
 * that was sent before the last renewal ended. When the gateway refuses the renewal as well, the session has ended: the
 * others get the 401 that they have, without more traffic. An unmarked 401 may be the API's own: it says nothing about them.
 */
export async function callWithRenewal<Answer>(renewal: Renewal, call: RenewableCall<Answer>): Promise<Answer> {
  const sentAfter = renewal.ended;
  const answer = await call.send(false);
  if (!call.isRefused(answer)) return answer;
  while (renewal.ended === sentAfter) {
    if (!renewal.current) return renew(renewal, call);
    await unlessAborted(renewal.current, call.signal);
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
      // After a failure nothing is known: the next call that waits renews in its place.
      if (outcome !== 'failed') {
        renewal.ended += 1;
        renewal.outcome = outcome;
      }
      return outcome;
    });
  const answer = await repeated;
  await renewal.current;
  return answer;
}

function unlessAborted<Value>(wait: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> {
  if (!signal) return wait;
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void wait.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
