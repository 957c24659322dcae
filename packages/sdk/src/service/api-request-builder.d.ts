// The library has no types of its own; this is what is used of it.
declare module '@commercetools/api-request-builder' {
  interface RequestBuilderService {
    parse: (options: Record<string, unknown>) => unknown;
    build: () => string;
  }
  export function createRequestBuilder(options: { projectKey: string }): Record<string, RequestBuilderService>;
}
