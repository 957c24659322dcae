import { gatewayError } from '../errors.ts';
import type { GatewayCall } from '../gateway-call.ts';
import { singleHeader } from '../header-map.ts';
import { readText } from '../read-json-body.ts';

/** A GraphQL request as it came over HTTP. */
export interface GraphqlRequest {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

const MAX_BYTES = 256 * 1024;

/**
 * Reads the body of a GraphQL request.
 *
 * @throws ForwardToError `invalid_header` when it is not JSON with a "query", or `payload_too_large`.
 */
export async function readGraphqlRequest(call: GatewayCall): Promise<GraphqlRequest> {
  const contentType = singleHeader(call.headers, 'Content-Type');
  const text = await readText(call.request, MAX_BYTES);
  const body = /^application\/json(?:\s*;|$)/i.test(contentType ?? '') ? parse(text) : undefined;
  if (!isRecord(body) || typeof body.query !== 'string') {
    throw gatewayError(
      'invalid_header',
      'The body of the GraphQL request is not a JSON object with a "query".',
      'Send { "query": "…", "variables": {} } with "Content-Type: application/json"; batches are not supported.',
    );
  }
  return {
    query: body.query,
    operationName: typeof body.operationName === 'string' ? body.operationName : undefined,
    variables: isRecord(body.variables) ? body.variables : {},
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
