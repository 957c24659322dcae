import type { ClientRuntime } from '@forward-to/http-client/door';
import type { MiddlewareOptions } from './middleware-options.ts';
import { prepareCall } from './prepare-call.ts';
import { HIDE_LOADING, SHOW_LOADING } from './requests-in-flight-reducer.ts';
import { runtimeOf } from './runtime-of.ts';
import type { SdkAction, SdkPromise } from './sdk-action.ts';
import { sendRequest } from './send-request.ts';

type Dispatch = (action: object) => unknown;

/** Creates what sends SDK actions; `dispatch` gets `SHOW_LOADING` and `HIDE_LOADING` around each request. */
export function createSender(
  options: MiddlewareOptions,
  dispatch: Dispatch,
): (action: SdkAction) => SdkPromise<unknown> {
  const runtime = runtimeOf(options);
  return (action) => {
    const controller = new AbortController();
    const promise = run(action, controller.signal, { options, runtime, dispatch });
    const abort = (): void => {
      controller.abort();
      // The caller of abort() knows how the call ends: its rejection is not an unhandled one.
      promise.catch(() => undefined);
    };
    return Object.assign(promise, { abort });
  };
}

async function run(
  action: SdkAction,
  signal: AbortSignal,
  { options, runtime, dispatch }: { options: MiddlewareOptions; runtime: ClientRuntime; dispatch: Dispatch },
): Promise<unknown> {
  const call = prepareCall(action, options, runtime);
  const payload = `sdk.${call.method.toLowerCase()}(${call.uri})`;
  dispatch({ type: SHOW_LOADING, payload });
  try {
    return await sendRequest(call, signal, runtime);
  } finally {
    dispatch({ type: HIDE_LOADING, payload });
  }
}
