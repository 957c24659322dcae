import type { Call } from '@forward-to/http-client/door';
import { fromTerminatingLink } from './to-forward-to-error.ts';

/** The part of an observer that both lines of Apollo Client have. */
interface Sink<Result> {
  next: (result: Result) => void;
  error: (error: unknown) => void;
  complete: () => void;
}

interface Source<Result> {
  subscribe: (sink: Sink<Result>) => { unsubscribe: () => void };
}

/** An operation on its way, from its first sign of life on. */
export interface Attempt<Result> {
  /** The HTTP answer; absent where a link answered without one. */
  response: Response | undefined;
  /** Hands over everything, also what came before. */
  deliverTo: (sink: Sink<Result>) => void;
  /** For an attempt that nobody wants any more. */
  stop: () => void;
}

export interface AttemptOptions<Result> {
  start: () => Source<Result>;
  /** The HTTP answer so far. */
  readResponse: () => Response | undefined;
  /** What an error says about the request. */
  readCall: () => Call;
  /** Ends the attempt. */
  signal: AbortSignal;
}

/**
 * Sends an operation and waits for its first sign of life: a result, its end, or an error that came with an HTTP answer.
 *
 * What follows is kept until somebody takes it: an operation may give results for as long as it likes.
 *
 * @throws (as a rejection) an error without an HTTP answer; the signal's reason.
 */
export function startAttempt<Result>(options: AttemptOptions<Result>): Promise<Attempt<Result>> {
  const { start, readResponse, readCall, signal } = options;
  return new Promise((resolve, reject) => {
    const events: ((sink: Sink<Result>) => void)[] = [];
    let taker: Sink<Result> | undefined;
    const take = (event: (sink: Sink<Result>) => void): void => {
      if (taker) event(taker);
      else events.push(event);
    };
    const settle = (response: Response | undefined): void => {
      resolve({ response, deliverTo, stop });
    };
    const deliverTo = (sink: Sink<Result>): void => {
      for (const event of events) event(sink); // Also what a listener brings about meanwhile.
      taker = sink;
    };
    const subscription = start().subscribe({
      next: (result) => {
        take((sink) => {
          sink.next(result);
        });
        settle(readResponse());
      },
      error: (raw: unknown) => {
        const response = readResponse();
        const error = fromTerminatingLink(raw, readCall());
        take((sink) => {
          sink.error(error);
        });
        if (response) settle(response);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it is
        else reject(error);
      },
      complete: () => {
        take((sink) => {
          sink.complete();
        });
        settle(readResponse());
      },
    });
    const stop = (): void => {
      subscription.unsubscribe();
    };
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason as Error);
    });
  });
}
