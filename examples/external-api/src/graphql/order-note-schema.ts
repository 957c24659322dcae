import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** The order notes in GraphQL's words. No type refers back to one before it, so no query can nest without end. */
export function createOrderNoteSchema(): GraphQLSchema {
  return buildSchema(`
    enum OrderNoteStatus { open done }

    type OrderNote {
      id: ID!
      orderNumber: String!
      text: String!
      status: OrderNoteStatus!
      "ISO 8601, as updatedAt"
      createdAt: String!
      "Id of the Merchant Center user"
      createdBy: String!
      updatedAt: String!
      "1 for a new note; each change adds 1"
      version: Int!
    }

    type OrderNotePage {
      results: [OrderNote!]!
      "How many there are in all"
      total: Int!
    }

    input OrderNoteInput {
      orderNumber: String!
      text: String!
      status: OrderNoteStatus = open
    }

    "What is left out stays as it is"
    input OrderNoteChanges {
      orderNumber: String
      text: String
      status: OrderNoteStatus
    }

    type Query {
      "Newest first; 50 at a time, at most 200"
      orderNotes(query: String, status: OrderNoteStatus, limit: Int, offset: Int): OrderNotePage!
      "Null when there is none with this id in the Project"
      orderNote(id: ID!): OrderNote
    }

    type Mutation {
      createOrderNote(input: OrderNoteInput!): OrderNote!
      "With a version, only if nobody else has changed the note meanwhile"
      updateOrderNote(id: ID!, version: Int, changes: OrderNoteChanges!): OrderNote!
      "The id of the note that is gone"
      deleteOrderNote(id: ID!, version: Int): ID!
    }
  `);
}
