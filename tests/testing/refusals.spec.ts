import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setupServer } from 'msw/node';
import { forwardToRequest } from '@forward-to/http-client';
import { GATEWAY_STATUS, isForwardToError, VERIFIER_STATUS } from '@forward-to/protocol';
import { stubApplicationContext } from '@forward-to/testing';
import { contractViolations, forwardTo } from '@forward-to/testing/msw';
import type { RefusalCode } from '@forward-to/testing/msw';

const url = 'https://api.example.com/orders';
const server = setupServer();
let restore: () => void;

beforeAll(() => {
  restore = stubApplicationContext();
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => {
  server.close();
  restore();
});

const failure = async (code: RefusalCode, init = {}) => {
  server.use(forwardTo.get(url, () => forwardTo.refusal(code)));
  try {
    return await forwardToRequest(url, init);
  } catch (error) {
    if (isForwardToError(error)) return error;
    throw error;
  }
};

/** `invalid_header` is a code of the page too, but from a response it is the gateway's. */
const rejections = Object.entries({ ...VERIFIER_STATUS, ...GATEWAY_STATUS }) as [RefusalCode, number][];

describe('forwardTo.refusal', () => {
  it.each(rejections)(
    '%s has the status %d, and says which part of the chain rejected the request',
    async (code, status) => {
      const source = forwardTo.refusal(code).headers.get('x-forward-to-error')!.split('/')[0];
      expect(await failure(code)).toMatchObject({
        statusCode: status,
        source,
        body: { forwardToError: { source, code } },
      });
    },
  );

  it.each([
    ['network_error', {}],
    ['timeout', { timeout: 50 }],
    ['aborted', { signal: AbortSignal.abort() }],
    ['http_error', {}],
    ['invalid_response', {}],
  ] as const)('%s arrives as this code', async (code, init) => {
    expect(await failure(code, init)).toMatchObject({ code });
  });

  it('carries the message and the mismatch that the test gives', async () => {
    const details = { message: 'Because.', hint: 'Do this.', expected: ['a'], actual: 'b' };
    expect(await forwardTo.refusal('audience_mismatch', details).json()).toEqual({
      forwardToError: { source: 'verifier', code: 'audience_mismatch', ...details },
    });
  });

  it('says that no response causes a code of the page', () => {
    // @ts-expect-error -- it arises before anything is sent
    expect(() => forwardTo.refusal('missing_context')).toThrow('No response can cause the code "missing_context".');
  });

  it('ends the session once: the door renews it and repeats the call', async () => {
    const forced: (string | null)[] = [];
    server.use(
      forwardTo.get(url, () => forwardTo.refusal('unauthenticated'), { once: true }),
      forwardTo.get(url, () => {
        forced.push('repeated');
        return Response.json({ id: '7' });
      }),
    );
    expect(await forwardToRequest(url)).toEqual({ id: '7' });
    expect(forced).toEqual(['repeated']);
    expect(contractViolations()).toEqual([]);
  });
});
