import { isSameValue } from './is-same-value.ts';

/** An SDK action, as the action creators of this kit and of the published package build it. */
export interface MockedSdkAction {
  type: 'SDK';
  payload: object;
}

/** What happens when an action is dispatched: it resolves with `response`, or rejects with `error`. */
export type SdkMock =
  | { action: MockedSdkAction; response: unknown; error?: never }
  | { action: MockedSdkAction; error: unknown; response?: never };

/** Fits `applyMiddleware` of Redux 4 and 5. */
export interface TestMiddleware {
  (api?: unknown): (next: (action: never) => unknown) => (action: unknown) => unknown;
  /** The mocks that no action has used yet: a test ends with `expect(middleware.unusedMocks()).toEqual([])`. */
  unusedMocks: () => SdkMock[];
}

/**
 * Creates a Redux middleware that answers SDK actions from mocks, without a request; it takes the place of the SDK middleware in
 * the store of a test. Every other action passes it by.
 *
 * An action has to equal that of the mock: an `undefined` member counts as a member, the order of members does not. Each mock
 * answers once, the first that fits first. Everything is as in `@commercetools-frontend/sdk/test-utils`, but for
 * {@link TestMiddleware.unusedMocks}, which that one lacks.
 *
 * @throws Error for a list without mocks, and at the dispatch of an action that fits no mock that is left.
 * @example
 * const middleware = createTestMiddleware([
 *   { action: actions.forwardTo.get({ uri: 'https://api.example.com/orders' }), response: [{ id: '7' }] },
 * ]);
 * const store = createStore(reducer, applyMiddleware(middleware));
 */
export function createTestMiddleware(mocks: readonly SdkMock[]): TestMiddleware {
  // Callers who write JavaScript may pass anything, and a list without mocks is a forgotten one.
  if (!Array.isArray(mocks) || mocks.length === 0) {
    throw new Error('Missing or invalid argument for `mocks`. Expected an array of mocked actions.');
  }
  const unused = [...(mocks as readonly SdkMock[])];

  const answer = (action: MockedSdkAction): Promise<unknown> => {
    const index = unused.findIndex((mock) => isSameValue(mock.action, action));
    if (index < 0) throw new Error(`Could not find any more mocks for action ${show(action)} in ${show(mocks)}`);
    const [mock] = unused.splice(index, 1) as [SdkMock];
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an application may reject with anything, and so may its test
    const promise = mock.response === undefined ? Promise.reject(mock.error) : Promise.resolve(mock.response);
    // The doors of this kit give a promise that can be aborted.
    return Object.assign(promise, { abort: () => undefined });
  };

  const middleware =
    () =>
    (next: (action: never) => unknown) =>
    (action: unknown): unknown =>
      isSdkAction(action) ? answer(action) : next(action as never);
  return Object.assign(middleware, { unusedMocks: () => [...unused] });
}

function isSdkAction(action: unknown): action is MockedSdkAction {
  return (action as { type?: unknown }).type === 'SDK';
}

const UNDEFINED = '@forward-to/undefined';

/** JSON that keeps `undefined`, since a member without a value is what two actions often differ in. */
function show(value: unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) => (member === undefined ? UNDEFINED : member), 2);
  return text.replaceAll(JSON.stringify(UNDEFINED), 'undefined');
}
