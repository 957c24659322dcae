export { gatewayError, printable } from './gateway-error.ts';
export { hopByHopNames, singleHeader } from './header-map.ts';
export type { HeaderMap } from './header-map.ts';
export { inspectForwardCall } from './inspect-forward-call.ts';
export type { BrokenHeader, ForwardCall } from './inspect-forward-call.ts';
export { isRequestHeader, isStoppedByBrowser, REQUEST_HEADERS } from './request-headers.ts';
export { createTargetHeaders } from './target-headers.ts';
