// The same handler on the edge runtime, which has no node:crypto.
export { GET } from '../../../orders/[id]/route.js';

export const runtime = 'edge';
