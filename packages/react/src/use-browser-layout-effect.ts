import { useEffect, useLayoutEffect } from 'react';

/** Runs before the browser paints; on a server nothing runs, and React 18 would warn about a layout effect. */
export const useBrowserLayoutEffect: typeof useLayoutEffect = (effect, dependencies) => {
  const useEffectHere = typeof document === 'undefined' ? useEffect : useLayoutEffect;
  useEffectHere(effect, dependencies);
};
