/** Tells whether a body is used up once it was sent: a web stream, or a stream of Node, which `fetch` takes there. */
export function isStream(body: unknown): boolean {
  return body instanceof ReadableStream || (typeof body === 'object' && body !== null && Symbol.asyncIterator in body);
}
