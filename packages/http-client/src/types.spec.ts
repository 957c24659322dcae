import { expect, it } from '@jest/globals';
import { createFetcher, createHttpClientOptions, executeHttpClientRequest, forwardToRequest } from './index.ts';

interface Order {
  id: string;
}

function takeText(text: string): never {
  throw new Error(`never called, ${text}`);
}

// Never called: the compiler is the test, and `@ts-expect-error` fails it when a line compiles after all.
async function compiles(): Promise<void> {
  const order: Order = await forwardToRequest<Order>('https://a.example');
  const sent: Order = await executeHttpClientRequest<Order>(createFetcher<Order>('https://a.example', { json: order }));
  await forwardToRequest('https://a.example', { method: 'DELETE', json: sent, headers: { 'Content-Type': null } });
  createHttpClientOptions({ forwardToConfig: { uri: 'https://a.example', audiencePolicy: 'forward-url-origin' } });

  // @ts-expect-error the option is called uri
  createHttpClientOptions({ forwardToConfig: { url: 'https://a.example' } });
  // @ts-expect-error there is no such policy
  createHttpClientOptions({ forwardToConfig: { uri: 'https://a.example', audiencePolicy: 'origin' } });
  // @ts-expect-error there is no such version
  createHttpClientOptions({ forwardToConfig: { uri: 'https://a.example', version: 'v3' } });
  // @ts-expect-error GET has no body
  await forwardToRequest('https://a.example', { method: 'GET', json: {} });
  // @ts-expect-error nor has a call without a method
  await forwardToRequest('https://a.example', { body: 'x' });
  // @ts-expect-error a misspelt option
  await forwardToRequest('https://a.example', { includePermissions: true });
  // @ts-expect-error the result has the type that was asked for
  takeText(await forwardToRequest<Order>('https://a.example'));
}

it('compiles what it should, and nothing else', () => {
  expect(compiles).toBeInstanceOf(Function);
});
