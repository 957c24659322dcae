/**
 * Gives a signal that fires with the first of several, and `release` for the end of the call.
 *
 * What `AbortSignal.any` gives is kept by its sources as long as they live (seen on Node 20), and a source may live as long as
 * the process.
 */
export function anySignal(signals: readonly AbortSignal[]): { signal: AbortSignal | undefined; release: () => void } {
  const controller = new AbortController();
  const fire = ({ target }: Event): void => {
    controller.abort((target as AbortSignal).reason);
  };
  const several = signals.length > 1 ? signals : [];
  for (const signal of several) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', fire);
  }
  return {
    signal: several.length > 0 ? controller.signal : signals[0],
    release: () => {
      for (const signal of several) signal.removeEventListener('abort', fire);
    },
  };
}
