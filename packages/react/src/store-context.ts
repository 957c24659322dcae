import { createContext } from 'react';
import type { Context } from 'react';
import type { ContextStore } from './context-store.ts';

/** Its value is the store and never changes, so that a change renders those only who show what has changed. */
export const StoreContext: Context<ContextStore | undefined> = /* @__PURE__ */ createContext<ContextStore | undefined>(
  undefined,
);
