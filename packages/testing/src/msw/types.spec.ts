import { expect, it } from '@jest/globals';
import { HttpResponse } from 'msw';
import { forwardTo } from './index.ts';
import type { ForwardToResolver } from './index.ts';

const url = 'https://api.example.com/orders/:id';

// The type check is the test: each comment that expects an error fails it when there is none.
it('types verbs and resolvers', () => {
  const handlers = [
    forwardTo.get<{ id: string }>(url, ({ params, session }) => {
      const id: string = params.id;
      const { userId, projectKey, userPermissions }: { userId: string; projectKey: string; userPermissions?: unknown } =
        session;
      return HttpResponse.json({ id, userId, projectKey, userPermissions });
    }),
    forwardTo.get<{ id: string }>(url, ({ params }) => {
      // @ts-expect-error -- the pattern has no such parameter
      return HttpResponse.text(String(params.orderId));
    }),
    forwardTo.get(url, ({ session }) => {
      // @ts-expect-error -- a session has no such member
      return HttpResponse.text(String(session.email));
    }),
    forwardTo.post<{ id: string }, { total: number }>(url, async ({ request }) => {
      const { total } = await request.json();
      // @ts-expect-error -- the total is a number
      const text: string = total;
      return HttpResponse.json(text);
    }),
    // @ts-expect-error -- the body that is announced is an order
    forwardTo.get<{ id: string }, never, { id: string }>(url, () => HttpResponse.json({ id: 7 })),
    // @ts-expect-error -- a resolver gives a Response, not data
    forwardTo.get(url, () => ({ id: '7' })),
    // @ts-expect-error -- "once" is a boolean
    forwardTo.get(url, () => undefined, { once: 'yes' }),
    // @ts-expect-error -- a GraphQL handler needs the name of an operation
    forwardTo.graphql.query(url, () => undefined),
    forwardTo.graphql.mutation(url, 'CloseOrder', ({ variables, operationName }) => {
      // @ts-expect-error -- variables are unknown until they are checked
      const id: string = variables.id;
      return HttpResponse.json({ data: [id, operationName] });
    }),
  ];
  const resolver: ForwardToResolver<{ id: string }> = ({ params }) => HttpResponse.json(params.id) as never;
  expect([...handlers, forwardTo.all<{ id: string }>(url, resolver)]).toHaveLength(10);

  // @ts-expect-error -- HTTP has no such verb
  expect(forwardTo.fetch).toBeUndefined();
  // @ts-expect-error -- there is no such code
  expect(() => forwardTo.refusal('no_such_code')).toThrow();
  expect(() => {
    // @ts-expect-error -- permissions are a list
    forwardTo.signIn({ permissions: 'canViewOrders' });
  }).not.toThrow();
  forwardTo.signIn();
});
