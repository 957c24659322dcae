import { createForwardToBaseQuery } from '@forward-to/sdk';
import { createApi } from '@reduxjs/toolkit/query';
import { readEnvironment } from '../environment.ts';
import type { RestCall } from './rest-notes.ts';

const toArgs = ({ method, path, json, headers }: Omit<RestCall, 'signal'>) => ({
  url: `${readEnvironment().externalApiUrl}${path}`,
  method,
  body: json,
  headers,
});

/** The API of RTK Query. Its data and errors are in the store, under the key `orderNotes`. */
export const orderNotesQuery = createApi({
  reducerPath: 'orderNotes',
  baseQuery: createForwardToBaseQuery({ includeUserPermissions: true }),
  endpoints: (build) => ({
    read: build.query<unknown, Omit<RestCall, 'signal'>>({ query: toArgs }),
    write: build.mutation<unknown, Omit<RestCall, 'signal'>>({ query: toArgs }),
  }),
});
