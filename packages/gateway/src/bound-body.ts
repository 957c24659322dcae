import { answerJson } from './answer.ts';
import type { GatewayCall } from './gateway-call.ts';

/**
 * Disconnects a caller that has not sent the whole body of its request after `timeout` milliseconds.
 *
 * For requests that are not forwarded: an upload to the external API may take as long as it likes.
 */
export function boundBody({ request, response }: GatewayCall, timeout: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (response.headersSent) {
      request.socket.destroy();
      return;
    }
    response.setHeader('connection', 'close');
    response.once('finish', () => request.socket.destroy());
    answerJson(response, 408, {
      message: `The body of the request did not arrive within ${timeout} ms`,
      hint: 'Send it faster, or raise "callerTimeout" of the gateway.',
    });
  }, timeout);
  for (const event of ['end', 'close'] as const) {
    request.once(event, () => {
      clearTimeout(timer);
    });
  }
}
