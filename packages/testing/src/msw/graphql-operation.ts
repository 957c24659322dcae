/** A GraphQL operation, as a request carries it. */
export interface GraphqlOperation {
  type: string;
  operationName: string;
  query: string;
  variables: Record<string, unknown>;
}

interface Payload {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

/** Reads the operation of a request: JSON, a query in the URL, or a form with files (GraphQL multipart request specification). */
export async function readGraphqlOperation(request: Request): Promise<GraphqlOperation | undefined> {
  const { query, operationName, variables } = (await readPayload(request)) ?? {};
  if (typeof query !== 'string') return undefined;
  const operations = [...withoutComments(query).matchAll(/(?:^|[\s}])(query|mutation|subscription)\s+(\w+)/g)].map(
    ([, type = '', name = '']) => ({ type, name }),
  );
  const found = operations.find(({ name }) => typeof operationName !== 'string' || name === operationName);
  if (!found) return undefined;
  return {
    type: found.type,
    operationName: found.name,
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
  };
}

async function readPayload(request: Request): Promise<Payload | undefined> {
  try {
    const parameters = new URL(request.url).searchParams;
    if (request.method === 'GET') {
      const { query, operationName, variables } = Object.fromEntries(parameters);
      return { query, operationName, variables: JSON.parse(variables ?? '{}') as unknown };
    }
    if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
      const operations = (await request.formData()).get('operations');
      return typeof operations === 'string' ? (JSON.parse(operations) as Payload) : undefined;
    }
    return (await request.json()) as Payload;
  } catch {
    // Not GraphQL: another handler's request.
    return undefined;
  }
}

function withoutComments(query: string): string {
  return query.replaceAll(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g, ' ');
}
