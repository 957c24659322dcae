/* eslint-disable @typescript-eslint/no-deprecated -- the published names are what people come with */
import { describe, expect, it } from '@jest/globals';
import { applyMiddleware, legacy_createStore as createStore } from 'redux';
import type { Dispatch } from 'redux';
import { actions, createMiddleware, requestsInFlightReducer } from './index.ts';
import type { AsyncDispatch, SdkAction, SdkPromise, useAsyncDispatch } from './index.ts';
import type { TSdkAction, TSdkActionGet, TSdkActionGetForUri, TSdkActionPostForUri } from './index.ts';

interface Order {
  id: string;
}

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only for a value of exactly this type. */
const isExactly =
  <Expected>() =>
  <Actual>(value: Actual & (Same<Expected, Actual> extends true ? unknown : never)): Actual =>
    value;

declare const hook: typeof useAsyncDispatch;
declare const dispatch: AsyncDispatch;
declare const plain: Dispatch;
const uri = 'https://api.example.com/orders/1';

/** Compiled and never run. */
export const mustCompile = {
  action: () => {
    isExactly<SdkPromise<Order>>()(dispatch(actions.forwardTo.get<Order>({ uri }))).abort();
    void isExactly<SdkPromise<Record<string, string>>>()(dispatch(actions.forwardTo.head({ uri })));
    void isExactly<SdkPromise<unknown>>()(dispatch(actions.forwardTo.get({ uri })));
    void isExactly<SdkPromise<Order>>()(dispatch<Order>(actions.forwardTo.get({ uri })));
    void isExactly<SdkPromise<Order>>()(dispatch(actions.get<Order>({ service: 'orders', options: { id: '1' } })));
    void dispatch(actions.post<Order>({ uri: '/x', payload: new FormData(), mcApiProxyTarget: 'ctp' }));
    void dispatch(actions.forwardTo.del({ uri, payload: [1], version: 'v1', audiencePolicy: 'forward-url-origin' }));
  },
  hook: () => {
    isExactly<AsyncDispatch>()(hook());
    const oldDispatch = hook<TSdkAction, Order>();
    const order: Promise<Order> = oldDispatch(actions.forwardTo.get({ uri }));
    oldDispatch(actions.get({ service: 'orders', options: {} })).abort();
    const narrow = hook<TSdkActionGet, Order>();
    void narrow({ type: 'SDK', payload: { uri: '/x', method: 'GET' } });
    return order;
  },
  published: () => {
    const get: TSdkActionGetForUri = { type: 'SDK', payload: { uri: '/x', method: 'GET' } };
    const post: TSdkActionPostForUri = { type: 'SDK', payload: { uri: '/x', method: 'POST', payload: {} } };
    const any: TSdkAction[] = [get, post, actions.get({ uri: '/x' }), actions.forwardTo.del({ uri })];
    return any;
  },
  store: () => {
    const store = createStore(requestsInFlightReducer, applyMiddleware(createMiddleware()));
    const asyncDispatch: AsyncDispatch = store.dispatch;
    const order: Promise<Order> = asyncDispatch(actions.forwardTo.get<Order>({ uri }));
    store.dispatch({ type: 'other' });
    // An action of ours is an action for any store.
    plain(actions.forwardTo.get({ uri }));
    return order;
  },
};

/** Compiled and never run. */
export const mustNotCompile = {
  action: () => {
    // @ts-expect-error -- a call that reads has no body
    actions.forwardTo.get({ uri, payload: {} });
    // @ts-expect-error -- nor has HEAD
    actions.head({ uri: '/x', payload: 1 });
    // @ts-expect-error -- an external API has a URL
    actions.forwardTo.get({ service: 'products', options: {} });
    // @ts-expect-error -- a service has options
    actions.get({ service: 'products' });
    // @ts-expect-error -- there are two policies
    actions.forwardTo.post({ uri, audiencePolicy: 'origin' });
    // @ts-expect-error -- and two versions
    actions.forwardTo.post({ uri, version: 'v3' });
    // @ts-expect-error -- and no such field
    actions.forwardTo.post({ uri, body: {} });
  },
  dispatch: () => {
    // @ts-expect-error -- the action says what it resolves with
    const other: Promise<{ total: number }> = dispatch(actions.forwardTo.get<Order>({ uri }));
    // @ts-expect-error -- exactly that, and nothing else
    void isExactly<SdkPromise<unknown>>()(dispatch(actions.forwardTo.get<Order>({ uri })));
    // @ts-expect-error -- no action of ours
    void dispatch({ type: 'other' });
    // @ts-expect-error -- no function either
    void dispatch(() => undefined);
    // @ts-expect-error -- an action of one result is none of another
    const action: SdkAction<{ total: number }> = actions.forwardTo.get<Order>({ uri });
    return [other, action];
  },
  hook: () => {
    // @ts-expect-error -- both type parameters, or none
    hook<TSdkAction>();
    // @ts-expect-error -- actions of ours only
    hook<{ type: 'other' }, Order>();
    // @ts-expect-error -- a get is no post
    void hook<TSdkActionPostForUri, Order>()({ type: 'SDK', payload: { uri: '/x', method: 'GET' } });
  },
  middleware: () => {
    // @ts-expect-error -- a getter, not a value
    createMiddleware({ getProjectKey: 'shop' });
  },
};

describe('the types', () => {
  it('are checked by the compiler, on both lines of Redux', () => {
    expect(Object.keys(mustCompile)).toHaveLength(4);
    expect(Object.keys(mustNotCompile)).toHaveLength(4);
  });
});
