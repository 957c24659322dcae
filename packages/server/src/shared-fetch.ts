import type { KeySet } from './public-keys.ts';

/** How a fetch of the key set ended. */
export interface FetchOutcome {
  /** Time at which the fetch began. */
  startedAt: number;
  /** The key set, when it came. */
  keys?: KeySet;
  /** Why it did not come. */
  reason?: unknown;
  /** The process stood still during the fetch, as a frozen serverless function does: the failure proves nothing about the key server. */
  hasSlept?: boolean;
}

export interface SharedFetchOptions {
  fetchKeys: () => Promise<KeySet>;
  now: () => number;
  /** Milliseconds after which `fetchKeys` gives up by itself. */
  timeout: number;
  /** Told of the outcome before anybody who waits goes on. */
  onOutcome: (outcome: FetchOutcome) => void;
}

export interface SharedFetch {
  /** Tells whether a fetch is under way. */
  isRunning(): boolean;
  /** Begins a fetch, unless one is under way. Nobody has to wait for it; it never rejects. */
  start(): void;
  /** Waits for the fetch that is under way; tells whether it came to an end. */
  wait(): Promise<boolean>;
}

/** By how much a fetch may end late, in milliseconds, before it counts as lost, or the process as having slept. */
const GRACE = 1_000;

/**
 * Makes sure that one fetch serves everybody who needs it at that time.
 *
 * A fetch belongs to the request that began it. Some runtimes drop the work of a request that is over, so that its fetch never
 * ends (Cloudflare Workers), or go on with it minutes later (AWS Lambda). So a fetch that takes longer than it can take
 * counts as lost: its outcome is ignored, and the next one may begin.
 */
export function createSharedFetch({ fetchKeys, now, timeout, onOutcome }: SharedFetchOptions): SharedFetch {
  let running: { startedAt: number; done: Promise<void> } | undefined;

  const isRunning = () => {
    const age = running ? now() - running.startedAt : Infinity;
    return age >= 0 && age <= timeout + GRACE;
  };

  const start = () => {
    if (isRunning()) return;
    const startedAt = now();
    const settle = (outcome: Omit<FetchOutcome, 'startedAt'>) => {
      if (running !== mine) return;
      running = undefined;
      onOutcome({ startedAt, ...outcome });
    };
    const mine = { startedAt, done: Promise.resolve() };
    running = mine;
    mine.done = fetchKeys().then(
      (keys) => {
        settle({ keys });
      },
      (reason: unknown) => {
        settle({ reason, hasSlept: now() - startedAt > timeout + GRACE });
      },
    );
  };

  const wait = async () => {
    const awaited = running;
    if (!awaited) return true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLost = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout + GRACE);
    });
    await Promise.race([awaited.done, isLost]);
    clearTimeout(timer);
    const isOver = running !== awaited;
    if (!isOver) running = undefined;
    return isOver;
  };

  return { isRunning, start, wait };
}
