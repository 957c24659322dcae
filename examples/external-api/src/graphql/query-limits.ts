import { GraphQLError, parse } from 'graphql';
import type { DocumentNode, Source, ValidationRule } from 'graphql';

/** A document may have so many words and signs; the introspection query of the usual tools has about 400. */
const MAX_TOKENS = 1000;
/** Each root field, whatever its alias, is a query of the database. */
const MAX_ROOT_FIELDS = 10;

/** Parses a document of bounded length, which bounds its depth and what checking it costs, too. */
export function parseBounded(source: string | Source): DocumentNode {
  return parse(source, { maxTokens: MAX_TOKENS });
}

/** Refuses a document that asks the same question a hundred times under other names, at the root or below it. */
export const limitRootFields: ValidationRule = (context) => {
  const schema = context.getSchema();
  const roots = [schema.getQueryType(), schema.getMutationType()];
  let count = 0;
  return {
    Field(node) {
      const parent = context.getParentType();
      if (!roots.some((root) => root && root === parent)) {
        // One field under a hundred names makes an answer of a hundred times its size.
        if (node.alias) context.reportError(new GraphQLError('Only root fields may have an alias.', { nodes: node }));
        return;
      }
      count += 1;
      if (count !== MAX_ROOT_FIELDS + 1) return;
      context.reportError(new GraphQLError(`Ask for at most ${MAX_ROOT_FIELDS} fields at once.`, { nodes: node }));
    },
  };
};
