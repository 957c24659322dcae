/** Who is calling, as every door of `@forward-to/server` gives it. */
interface Caller {
  userId: string;
  projectKey: string;
}

/** What a platform has to answer; `body` is still to be written as JSON. */
export interface Answer {
  statusCode: number;
  body: object;
}

/** What a caller must be allowed to do before {@link handleOrderNote} is called. */
export const PERMISSION = 'canManageOrderNotes';

/**
 * Takes an order note, in the Project of the caller. Knows no platform: each door hands over a session and a parsed body.
 *
 * @param input The JSON body; `undefined` stands for one that is none.
 * @example handleOrderNote(session, { orderNumber: '1001', text: 'Call first' }) // { statusCode: 201, body: { … } }
 */
export function handleOrderNote({ userId, projectKey }: Caller, input: unknown): Answer {
  const { orderNumber, text } = (input ?? {}) as { orderNumber?: unknown; text?: unknown };
  const errors = Object.entries({ orderNumber, text })
    .filter(([, value]) => typeof value !== 'string' || value.trim() === '')
    .map(([field]) => ({ field, message: 'Give a text.' }));
  if (errors.length > 0) {
    return { statusCode: 400, body: { code: 'invalid_input', message: 'The note is not complete.', errors } };
  }
  // A real one stores the note here: under projectKey, which the caller cannot choose.
  return { statusCode: 201, body: { orderNumber, text, status: 'open', createdBy: userId, projectKey } };
}

/** Reads a JSON body; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
