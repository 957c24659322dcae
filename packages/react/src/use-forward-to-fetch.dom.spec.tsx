import { afterEach, expect, it } from '@jest/globals';
import { cleanup, renderHook } from '@testing-library/react';
import { useForwardToFetch } from './index.ts';

afterEach(cleanup);

it('is the same function as long as the configuration says the same', () => {
  const { result, rerender } = renderHook(
    ({ policy }: { policy: 'forward-url-origin' | 'forward-url-full-path' }) =>
      useForwardToFetch({ audiencePolicy: policy, headers: { 'x-foo': 'bar' } }),
    { initialProps: { policy: 'forward-url-origin' } },
  );
  const first = result.current;
  rerender({ policy: 'forward-url-origin' });
  expect(result.current).toBe(first);
  rerender({ policy: 'forward-url-full-path' });
  expect(result.current).not.toBe(first);
});

it('works without a provider, and rejects what cannot be sent', async () => {
  const { result } = renderHook(() => useForwardToFetch());
  await expect(result.current('no-url')).rejects.toMatchObject({
    code: 'missing_context', // This page has no gateway.
    source: 'client',
  });
});
