/**
 * Shortens each UUID to the part that tells it from its neighbours.
 *
 * @example shortenIds('GET /order-notes/0b8f6b0e-5d0f-4a62-9a07-3c2d6d1f8e11') // 'GET /order-notes/0b8f6b0e…'
 */
export function shortenIds(label: string): string {
  return label.replaceAll(/([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '$1…');
}
