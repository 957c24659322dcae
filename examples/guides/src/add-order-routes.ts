import express from 'express';
import type { Express } from 'express';
import { buildSchema, graphql } from 'graphql';

const schema = buildSchema(`
  type Order { id: ID! total: Int! }
  type Query { order(id: ID!): Order }
`);

/**
 * The API that the guides call: orders over REST and GraphQL.
 *
 * Order 7 exists; `busy-once` answers 503 the first time, `slow` never answers, `locked` is an error of GraphQL.
 */
export function addOrderRoutes(app: Express): void {
  const orders = new Map([['7', { id: '7', total: 4200 }]]);
  let isBusy = true;
  app.get('/orders/slow', () => undefined);
  app.get('/orders/busy-once', (_request, response) => {
    if (isBusy) response.sendStatus(503);
    else response.json({ id: 'busy-once', total: 1 });
    isBusy = false;
  });
  app.get('/orders/:id', (request, response) => {
    const order = orders.get(request.params.id);
    if (order) response.json(order);
    else response.status(404).json({ message: `There is no order ${request.params.id}` });
  });
  app.post('/orders', express.json(), (request, response) => {
    const order = { id: '8', total: (request.body as { total: number }).total };
    orders.set(order.id, order);
    response.status(201).json(order);
  });
  app.post('/graphql', express.json(), (request, response) => {
    const { query, variables } = request.body as { query: string; variables: Record<string, unknown> };
    const rootValue = {
      order: ({ id }: { id: string }) => {
        if (id === 'locked') throw new Error('The order is locked');
        return orders.get(id) ?? null;
      },
    };
    void graphql({ schema, source: query, rootValue, variableValues: variables }).then((result) =>
      response.json(result),
    );
  });
}
