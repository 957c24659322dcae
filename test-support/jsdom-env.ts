import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-jsdom';
import { webcrypto } from 'node:crypto';

/** Node's own web globals, which jsdom either lacks or implements only partly. */
const NODE_GLOBALS = [
  'fetch',
  'Request',
  'Response',
  'Headers',
  'FormData',
  'Blob',
  'File',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'ByteLengthQueuingStrategy',
  'CountQueuingStrategy',
  'TextEncoder',
  'TextDecoder',
  'TextEncoderStream',
  'TextDecoderStream',
  'CompressionStream',
  'DecompressionStream',
  'AbortController',
  'AbortSignal',
  'BroadcastChannel',
  'structuredClone',
  'URL',
  'URLSearchParams',
  'Uint8Array',
  'ArrayBuffer',
] as const;

export default class WebJsdomEnvironment extends TestEnvironment {
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const target = this.global as unknown as Record<string, unknown>;
    for (const name of NODE_GLOBALS) {
      const value = (globalThis as unknown as Record<string, unknown>)[name];
      if (value !== undefined)
        Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
    }
    acceptNodeAbortSignal(this.global);
    Object.defineProperty(target, 'crypto', { value: webcrypto, writable: true, configurable: true });
  }
}

/** jsdom's addEventListener rejects Node's AbortSignal, so handle `signal` here (Jest puts its own copy on window). */
function acceptNodeAbortSignal(window: typeof globalThis): void {
  for (const target of [window.EventTarget.prototype, window]) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own "this" below
    const original = target.addEventListener;
    target.addEventListener = function (
      this: EventTarget | undefined,
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ) {
      const self = this ?? window;
      if (typeof options !== 'object' || !(options.signal instanceof AbortSignal)) {
        original.call(self, type, listener, options);
        return;
      }
      const { signal, ...rest } = options;
      if (signal.aborted) return;
      original.call(self, type, listener, rest);
      signal.addEventListener(
        'abort',
        () => {
          self.removeEventListener(type, listener, rest);
        },
        { once: true },
      );
    };
  }
}
