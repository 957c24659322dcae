import type { GatewayEvent } from './gateway-event.ts';

/** One or two lines for the terminal about what happened. */
export function describeEvent(event: GatewayEvent): string {
  switch (event.type) {
    case 'call': {
      const end = {
        complete: '',
        left: ' (the caller closed the connection)',
        broken: ' (the connection to the API broke in the middle of the response)',
      }[event.outcome];
      return `${event.method} ${event.target} ${event.status ?? '-'}${event.mark === undefined ? '' : ` ${event.mark}`} ${Math.round(event.duration)} ms${end}`;
    }
    case 'refusal':
      return `${event.method} ${event.target ?? event.path} rejected by the gateway: ${event.error.code}. ${event.error.message}\n  ${event.error.hint}`;
    case 'warning':
      return `Warning: ${event.message}\n  ${event.hint}`;
    case 'sign-in':
      return `${event.userId} signed in`;
    case 'sign-out':
      return `${event.userId} signed out`;
    case 'platform-token-renewed':
      return `The platform token of ${event.userId} was renewed`;
    case 'failure':
      return `The gateway failed: ${event.error instanceof Error ? (event.error.stack ?? event.error.message) : 'unknown'}`;
  }
}
