/** Tells whether a body is used up once it was sent: a web stream, or a stream of Node, which `fetch` takes there. */
export function isStream(body: unknown): boolean {
  // Only what iterates lacks in Safari: a stream there has no iterator. jsdom has no ReadableStream at all.
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || 'getReader' in body);
}
