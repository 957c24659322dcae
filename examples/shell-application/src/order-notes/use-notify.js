import { useShowNotification } from '@commercetools-frontend/actions-global';
import { DOMAINS } from '@commercetools-frontend/constants';
import { useCallback } from 'react';
import { describeError } from './describe-error.js';

/** Runs something that changes data, and says in the shell's own notifications how it went. */
export function useNotify() {
  const show = useShowNotification();
  return useCallback(
    async (promise, success) => {
      try {
        const result = await promise;
        show({ kind: 'success', domain: DOMAINS.SIDE, text: success });
        return result;
      } catch (error) {
        const isAborted = error.code === 'aborted';
        show({
          kind: isAborted ? 'info' : 'error',
          domain: DOMAINS.SIDE,
          text: isAborted ? 'Cancelled.' : describeError(error),
        });
        return undefined;
      }
    },
    [show],
  );
}
