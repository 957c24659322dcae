import {
  ACCEPT_VERSION,
  AUTHORIZATION,
  FORWARD_TO_PATH,
  X_FORWARD_TO,
  X_MC_API_CLOUD_IDENTIFIER,
  X_MC_API_FORWARD_TO_VERSION,
  isForwardToError,
} from '@forward-to/protocol';
import type { ForwardToError } from '@forward-to/protocol';
import {
  createTargetHeaders,
  gatewayError,
  inspectForwardCall,
  isStoppedByBrowser,
  printable,
} from '@forward-to/protocol/gateway';
import type { BrokenHeader, ForwardCall, HeaderMap } from '@forward-to/protocol/gateway';
import type { ContractViolation } from './contract-violations.ts';

/** A forward-to call as the gateway reads it. */
export interface ReadCall {
  method: string;
  /** Where the external API would get it; `undefined` when `X-Forward-To` names no place. */
  url: string | undefined;
  /** What the call asks for, when its headers keep the contract. */
  call: ForwardCall | undefined;
  /** Headers as the external API would see them, without the exchange token. */
  headers: Headers;
  violations: ContractViolation[];
  /** The first reason for which the gateway would reject the call. */
  rejection: ForwardToError | undefined;
}

const read = new WeakMap<Request, ReadCall | undefined>();

/** Reads a request; `undefined` unless it is a forward-to call. The same request is read once, however many handlers ask. */
export function readCall(request: Request): ReadCall | undefined {
  if (!read.has(request)) read.set(request, readOnce(request));
  return read.get(request);
}

function readOnce(request: Request): ReadCall | undefined {
  const target = request.headers.get(X_FORWARD_TO);
  if (target === null && !new URL(request.url).pathname.endsWith(FORWARD_TO_PATH)) return undefined;
  const map: HeaderMap = new Map([...request.headers].map(([name, value]) => [name.toLowerCase(), [value]]));
  const { call, broken } = inspectForwardCall(map);
  const { headers, broken: unforwardable } = targetHeadersOf(map);
  const stopped = [...map.keys()].filter(isStoppedByBrowser).map(stoppedByBrowser);
  const rejections = [...broken, ...unforwardable, ...stopped];
  const url = target !== null && URL.canParse(target) ? target : undefined;
  const place = { method: request.method, url: withoutQuery(url ?? request.url) };
  const describe = ({ header, error }: BrokenHeader): ContractViolation => ({
    ...place,
    header,
    expected: error.expected === undefined ? error.hint : [error.expected].flat().join(' or '),
    // A URL may hold a password or a query; everything else on the list of the contract is no secret.
    actual: header === X_FORWARD_TO && target !== null ? withoutQuery(target) : valueOf(map, header),
  });
  const violations = rejections.map(describe);
  // The gateway takes such a call as version 1, which is not what the application was written for.
  if (valueOf(map, ACCEPT_VERSION) === undefined)
    violations.unshift({ ...place, header: ACCEPT_VERSION, expected: 'v2', actual: undefined });
  return { method: request.method, url, call, headers, violations, rejection: rejections[0]?.error };
}

function targetHeadersOf(map: HeaderMap): { headers: Headers; broken: BrokenHeader[] } {
  const headers = new Headers();
  const broken: BrokenHeader[] = [];
  for (const [name, values] of map) {
    try {
      for (const [forwarded, value] of Object.entries(createTargetHeaders(new Map([[name, values]]))))
        headers.append(forwarded, String(value));
    } catch (error) {
      if (!isForwardToError(error)) throw error;
      broken.push({ header: name, error });
    }
  }
  return { headers, broken };
}

function stoppedByBrowser(header: string): BrokenHeader {
  return {
    header,
    error: gatewayError(
      'invalid_header',
      `The gateway does not take the header "${printable(header)}" from a page; a browser stops such a call ("CORS").`,
      `Give the header to the call without a prefix if it is for the external API; it then travels as "x-forward-header-${printable(header)}".`,
    ),
  };
}

function valueOf(map: HeaderMap, header: string): string | undefined {
  const value = map.get(header.toLowerCase())?.[0];
  if (value === undefined || value === '') return undefined;
  return /^(?:x-forward-header-)?(?:authorization|cookie2?)$/i.test(header) ? '(hidden)' : printable(value);
}

function withoutQuery(url: string): string {
  return printable(url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//'));
}

/** The request as the external API would see it. */
export async function apiRequestOf(
  request: Request,
  { url, headers, call }: ReadCall,
  token?: string,
): Promise<Request> {
  const sent = new Headers(headers);
  if (token !== undefined) sent.set(AUTHORIZATION, `Bearer ${token}`);
  sent.set(X_MC_API_CLOUD_IDENTIFIER, 'local');
  sent.set(X_MC_API_FORWARD_TO_VERSION, call?.version ?? 'v1');
  const { method, signal } = request;
  const body = await bodyOf(request);
  // Fetch standard: a stream as body needs "duplex", which the DOM types lack.
  return new Request(url as string, {
    method,
    signal,
    headers: sent,
    ...(body && ({ body, duplex: 'half' } as object)),
  });
}

/** The body of a clone: other handlers, and MSW itself, read it too. Firefox gives no stream, but the bytes. */
async function bodyOf(request: Request): Promise<BodyInit | null> {
  if (request.body === null || /^(?:GET|HEAD)$/i.test(request.method)) return null;
  const clone = request.clone();
  return (clone.body as BodyInit | undefined) ?? (await clone.arrayBuffer());
}
