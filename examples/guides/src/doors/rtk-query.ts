import { createForwardToBaseQuery } from '@forward-to/sdk';
import { createApi } from '@reduxjs/toolkit/query/react';

interface Order {
  id: string;
  total: number;
}

export const createOrdersApi = (externalApiUrl: string) =>
  createApi({
    reducerPath: 'orders',
    baseQuery: createForwardToBaseQuery({ baseUrl: externalApiUrl, includeUserPermissions: true }),
    endpoints: (build) => ({
      order: build.query<Order, string>({ query: (id) => `/orders/${id}` }),
      createOrder: build.mutation<Order, number>({
        query: (total) => ({ url: '/orders', method: 'POST', body: { total } }),
      }),
    }),
  });
