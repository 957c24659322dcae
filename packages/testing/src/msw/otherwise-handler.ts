import { HttpResponse, RequestHandler } from 'msw';
import { rememberViolations } from './contract-violations.ts';
import { handlersAsked } from './forward-to-handler.ts';
import { nearestHandler } from './nearest-handler.ts';
import { readCall } from './read-call.ts';
import { refuse } from './refusal.ts';

/** Takes every forward-to call that no handler before it took, and says which handler is the nearest. */
export class OtherwiseHandler extends RequestHandler {
  constructor() {
    super({
      info: { header: 'forwardTo.otherwise()' },
      resolver: ({ request }: { request: Request }) => answer(request),
    });
  }

  override predicate({ request }: { request: Request }): boolean {
    return readCall(request) !== undefined;
  }

  override log(): void {
    // The response says it, and so does the console.
  }
}

function answer(request: Request): Response | undefined {
  const read = readCall(request);
  if (!read) return undefined;
  rememberViolations(read.violations);
  if (read.rejection) return refuse(read.rejection);
  const { method } = request;
  const url = (read.url ?? '').replace(/[?#].*$/s, '');
  const asked = handlersAsked(request);
  const nearest = nearestHandler(asked, { method, url });
  const message = `No handler takes ${method} ${url}.`;
  const hint = nearest
    ? `The nearest handler is ${nearest.name}. Correct its URL or method, or add a handler before forwardTo.otherwise().`
    : 'There is no handler for a forward-to call before forwardTo.otherwise(). Add one.';
  console.error(`[@forward-to/testing] ${message} ${hint}`);
  // 501, which no API of a test answers by chance.
  return HttpResponse.json({ message: `${message} ${hint}` }, { status: 501 });
}
