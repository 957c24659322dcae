import type { Order } from './order.ts';

/** The part of an OpenAPI description that the guide uses, in the shape that `openapi-typescript` generates. */
export interface paths {
  '/orders/{id}': {
    get: {
      parameters: { path: { id: string } };
      responses: { 200: { content: { 'application/json': Order } } };
    };
  };
  '/orders': {
    post: {
      parameters: { path?: never };
      requestBody: { content: { 'application/json': Omit<Order, 'id'> } };
      responses: { 201: { content: { 'application/json': Order } } };
    };
  };
}
