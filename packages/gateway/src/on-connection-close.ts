import type { GatewayCall } from './gateway-call.ts';

/**
 * Calls `listener` when the caller's connection closes before the response to this request is done.
 *
 * A response that waits behind another one on the same connection (pipelining) has no connection yet, and Node does not
 * tell it when the connection goes.
 */
export function onConnectionClose({ request, response }: GatewayCall, listener: () => void): void {
  const { socket } = request;
  // One listener for each pipelined request is no leak.
  socket.setMaxListeners(0);
  socket.once('close', listener);
  response.once('close', () => socket.off('close', listener));
}
