import type { Session } from '@forward-to/server';
import { versionConflict } from '../order-notes/note-version.ts';
import { noSuchNote } from '../order-notes/order-note-routes.ts';
import { assertMayBecome } from '../order-notes/order-note-rules.ts';
import { orderNoteChangesSchema, orderNoteQuerySchema, orderNoteSchema } from '../order-notes/order-note-schema.ts';
import type { OrderNoteStore } from '../order-notes/order-note-store.ts';
import type { OrderNote, OrderNotePage } from '../order-notes/order-note.ts';
import { parseInput } from '../parse-input.ts';

/** What every resolver gets beside the arguments of its field. */
interface GraphQlContext extends Record<string, unknown> {
  session: Session;
}

/** `null` is GraphQL's other way to leave something out. */
interface ListArguments {
  query?: string | null;
  status?: string | null;
  limit?: number | null;
  offset?: number | null;
}

interface ChangeArguments {
  id: string;
  version?: number | null;
}

type Resolver<Arguments, Result> = (args: Arguments, context: GraphQlContext) => Result;

export interface OrderNoteResolvers {
  orderNotes: Resolver<ListArguments, OrderNotePage>;
  orderNote: Resolver<{ id: string }, OrderNote | undefined>;
  createOrderNote: Resolver<{ input: unknown }, OrderNote>;
  updateOrderNote: Resolver<ChangeArguments & { changes: unknown }, OrderNote>;
  deleteOrderNote: Resolver<ChangeArguments, string>;
}

/** The root fields, on the same store and by the same rules as the routes below `/order-notes`. */
export function createOrderNoteResolvers(store: OrderNoteStore): OrderNoteResolvers {
  return {
    orderNotes: (args, { session }) => {
      // The rules are those of a query string, where everything is text.
      const given = Object.entries(args).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
      const { limit, offset, ...filter } = parseInput(orderNoteQuerySchema, Object.fromEntries(given), 'query');
      return store.list(session.projectKey, filter, { limit, offset });
    },
    orderNote: ({ id }, { session }) => store.get(session.projectKey, id),
    createOrderNote: ({ input }, { session }) =>
      store.create(session.projectKey, parseInput(orderNoteSchema, input, 'body'), session.userId),
    updateOrderNote: ({ id, version, changes }, { session }) => {
      const checked = parseInput(orderNoteChangesSchema, changes, 'body');
      const note = store.update(session.projectKey, id, (current) => {
        const input = { ...current, ...checked };
        assertVersion(version, current);
        assertMayBecome(current, input);
        return input;
      });
      if (!note) throw noSuchNote();
      return note;
    },
    deleteOrderNote: ({ id, version }, { session }) => {
      const deleted = store.delete(session.projectKey, id, (current) => {
        assertVersion(version, current);
      });
      if (!deleted) throw noSuchNote();
      return id;
    },
  };
}

function assertVersion(version: number | null | undefined, current: OrderNote): void {
  if (typeof version === 'number' && version !== current.version) throw versionConflict();
}
