import { http, RequestHandler } from 'msw';
import type { DefaultBodyType, Path, PathParams, ResponseResolver } from 'msw';
import { rememberViolations } from './contract-violations.ts';
import type { GraphqlOperation } from './graphql-operation.ts';
import { apiRequestOf, readCall } from './read-call.ts';
import type { ReadCall } from './read-call.ts';
import { keepSilence, refuse } from './refusal.ts';
import { openSession } from './test-gateway.ts';
import type { TestSession } from './test-gateway.ts';

/** What a resolver gets beside the request, which is the one that the external API would see. */
export interface ForwardToResolverExtras<Params extends PathParams = PathParams> extends Record<string, unknown> {
  params: Params;
  cookies: Record<string, string>;
  session: TestSession;
}

export type ForwardToResolver<
  Params extends PathParams = PathParams,
  RequestBody extends DefaultBodyType = DefaultBodyType,
  ResponseBody extends DefaultBodyType = undefined,
> = ResponseResolver<ForwardToResolverExtras<Params>, RequestBody, ResponseBody>;

export type GraphqlResolver = ResponseResolver<
  ForwardToResolverExtras & Pick<GraphqlOperation, 'operationName' | 'query'> & { variables: Record<string, unknown> }
>;

interface HandlerSettings {
  /** A verb, or `all`. */
  method: string;
  url: Path;
  resolver: ResponseResolver<ForwardToResolverExtras & Record<string, unknown>>;
  once: boolean;
  /** How a report names the handler. */
  name: string;
  /** Looks into the request that the external API would see; gives more for the resolver, or `undefined` for no. */
  accept?: (apiRequest: Request) => Promise<Record<string, unknown> | undefined>;
}

type RunArguments = Parameters<RequestHandler['run']>[0];
type RunResult = Awaited<ReturnType<RequestHandler['run']>>;

/** A handler as a report names it. */
export interface HandlerName {
  method: string;
  url: Path;
  name: string;
}

/** The handlers that each request has met, for the report of one that none took. */
const askedBy = new WeakMap<Request, HandlerName[]>();

export function handlersAsked(request: Request): readonly HandlerName[] {
  return askedBy.get(request) ?? [];
}

/**
 * Takes forward-to calls by the URL of the external API. Matching, resolving, and everything that a resolver may return are
 * those of a handler of MSW's own, which gets the request as the gateway would forward it.
 */
export class ForwardToHandler extends RequestHandler {
  readonly #settings: HandlerSettings;
  readonly #inner: ReturnType<typeof http.all>;
  /** What the resolver of a request under way gets more; MSW hands the id through. */
  readonly #extras = new Map<string, ForwardToResolverExtras>();

  constructor(settings: HandlerSettings) {
    const { resolver, once, url, name } = settings;
    super({ info: { header: name }, resolver, options: { once } });
    this.#settings = settings;
    const inner = http.all(url, (info) => resolver({ ...info, ...this.#extras.get(info.requestId) } as never), {
      once,
    });
    this.#inner = inner;
    // MSW restores a used handler by this property.
    Object.defineProperty(this, 'isUsed', {
      get: () => inner.isUsed,
      set: (isUsed: boolean) => {
        inner.isUsed = isUsed;
      },
    });
  }

  override reset(): void {
    // Protected in MSW's types, and absent before 2.15.
    const inner = this.#inner as unknown as { reset?: () => void };
    inner.reset?.();
  }

  override async predicate({ request }: { request: Request }): Promise<boolean> {
    const read = readCall(request);
    return read !== undefined && (await this.#match(request, read)) !== undefined;
  }

  override log(details: Parameters<RequestHandler['log']>[0]): void {
    void this.#inner.log(details);
  }

  override async run(args: RunArguments): Promise<RunResult> {
    const { request, requestId } = args;
    if (this.#settings.once && this.#inner.isUsed) return null;
    const read = readCall(request);
    if (!read) return null;
    askedBy.set(request, [...handlersAsked(request), this.#settings]);
    const extras = await this.#match(request, read);
    if (!extras) return null;
    rememberViolations(read.violations);
    if (read.rejection || !read.call)
      return { handler: this, request, requestId, response: refuse(read.rejection as never) };
    const { session, token } = await openSession(read.call);
    this.#extras.set(requestId, { ...extras, session } as never);
    try {
      const result = await this.#inner.run({ ...args, request: await apiRequestOf(request, read, token) });
      await keepSilence(result?.response, request);
      return result && { ...result, handler: this };
    } finally {
      this.#extras.delete(requestId);
    }
  }

  /** What the settings make of the request; `undefined` when it is another handler's. */
  async #match(request: Request, read: ReadCall): Promise<Record<string, unknown> | undefined> {
    // A call without a place to go is nobody's own: the first handler that meets it says what is wrong.
    if (read.url === undefined) return {};
    const { method, accept } = this.#settings;
    if (method !== 'all' && method !== request.method.toLowerCase()) return undefined;
    const apiRequest = await apiRequestOf(request, read);
    if (!(await this.#inner.test({ request: apiRequest }))) return undefined;
    return accept ? await accept(apiRequest) : {};
  }
}
