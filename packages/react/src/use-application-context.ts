import { useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { clientError } from '@forward-to/protocol';
import type { ApplicationContextValue } from './application-context-value.ts';
import { isShallowEqual } from './is-shallow-equal.ts';
import { StoreContext } from './store-context.ts';

/**
 * Gives the application context, or what `selector` takes of it.
 *
 * With a selector the component is rendered anew only when what it gives has changed: another value, or another member of an
 * object or list that the selector makes.
 *
 * @throws ForwardToError `missing_context` outside of an `ApplicationContextProvider`.
 * @example const projectKey = useApplicationContext((context) => context.project?.key);
 * @example const { user, permissions } = useApplicationContext();
 */
export function useApplicationContext<Additional extends object = object>(): ApplicationContextValue<Additional>;
export function useApplicationContext<Selected, Additional extends object = object>(
  selector: (context: ApplicationContextValue<Additional>) => Selected,
): Selected;
export function useApplicationContext(selector: (context: never) => unknown = identity): unknown {
  const store = useContext(StoreContext);
  if (!store) {
    throw clientError(
      'missing_context',
      'There is no ApplicationContextProvider around this component.',
      'Render the component inside an ApplicationContextProvider. An application shell has a provider and a hook of its own.',
    );
  }
  const { read, subscribe } = store;
  // What is on the screen, so that another selector that gives the same goes on with it.
  const [shown] = useState<{ value?: unknown }>(() => ({}));
  const readSelected = useMemo(() => {
    let from: unknown;
    let selected = shown.value;
    return () => {
      const value = read();
      if (value !== from) {
        const next = (selector as (context: unknown) => unknown)(value);
        selected = isShallowEqual(selected, next) ? selected : next;
        from = value;
      }
      return selected;
    };
  }, [read, selector, shown]);
  const value = useSyncExternalStore(subscribe, readSelected, readSelected);
  useEffect(() => {
    shown.value = value;
  }, [shown, value]);
  return value;
}

function identity(context: unknown): unknown {
  return context;
}
