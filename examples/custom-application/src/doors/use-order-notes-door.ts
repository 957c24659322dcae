import { useApolloClient } from '@apollo/client/react';
import { useForwardToFetch } from '@forward-to/react';
import { useAsyncDispatch } from '@forward-to/sdk';
import { useMemo } from 'react';
import { useDispatch } from 'react-redux';
import type { TrackCall } from '../activity/use-activity.ts';
import type { OrderNotesApi } from '../order-notes/order-notes-api.ts';
import type { AppDispatch } from '../store.ts';
import { createGraphqlNotes } from './graphql-notes.ts';
import type { DoorName } from './doors.ts';
import { createRestNotes, type SendCall } from './rest-notes.ts';
import { sendWithActions } from './send-with-actions.ts';
import { sendWithFetch } from './send-with-fetch.ts';
import { sendWithHttpClient } from './send-with-http-client.ts';
import { sendWithQuery } from './send-with-query.ts';
import { sendWithRequest } from './send-with-request.ts';

/** The order notes by way of one door. A page of your own would have one of these, not six. */
export function useOrderNotesDoor(door: DoorName, track: TrackCall): OrderNotesApi {
  const apollo = useApolloClient();
  const dispatch = useDispatch<AppDispatch>();
  const dispatchAction = useAsyncDispatch();
  const forwardToFetch = useForwardToFetch({ includeUserPermissions: true });

  return useMemo(() => {
    if (door === 'apollo') return createGraphqlNotes(apollo, track);
    const doors: Record<Exclude<DoorName, 'apollo'>, SendCall> = {
      'http-client': sendWithHttpClient,
      request: sendWithRequest,
      fetch: sendWithFetch(forwardToFetch),
      sdk: sendWithActions(dispatchAction),
      'rtk-query': sendWithQuery(dispatch),
    };
    return createRestNotes(doors[door], track);
  }, [door, track, apollo, dispatch, dispatchAction, forwardToFetch]);
}
