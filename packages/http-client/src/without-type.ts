/** Text and forms bring a content type along; in a Blob without a type they don't. */
export function withoutType(
  body: BodyInit | null | undefined,
  contentType: string | null | undefined,
): { body?: Blob } {
  const isTyped = typeof body === 'string' || body instanceof URLSearchParams;
  return contentType === null && isTyped ? { body: new Blob([body.toString()]) } : {};
}
