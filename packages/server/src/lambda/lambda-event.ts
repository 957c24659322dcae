/**
 * What is read of an event: API Gateway REST (payload 1.0) and HTTP APIs (2.0), function URLs, Application Load Balancers.
 *
 * The types of `@types/aws-lambda` fit. Source: "Working with AWS Lambda proxy integrations" of the API Gateway guide,
 * "Using AWS Lambda with an Application Load Balancer" of the Lambda guide.
 */
export interface LambdaEvent {
  headers?: object | null | undefined;
  multiValueHeaders?: object | null | undefined;
  /** Payload 2.0 and function URLs; with the stage. */
  rawPath?: string | undefined;
  /** Payload 1.0, there without the stage, and load balancers. */
  path?: string | undefined;
  requestContext?: object | undefined;
}

/** What a handler answers; all of the providers above understand it. */
export interface LambdaResult {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: false;
}

/** The path as the caller wrote it into the URL: with the stage, which the audience of the token has too. */
export function publicPath({ rawPath, path, requestContext }: LambdaEvent): string | undefined {
  const { path: pathWithStage } = (requestContext ?? {}) as { path?: unknown };
  const publicPath = rawPath ?? (typeof pathWithStage === 'string' ? pathWithStage : path);
  // API Gateway decodes paths: a URL parser would drop a space at the end, and end the path at a "?" that
  // was encoded: events have the query elsewhere.
  return publicPath?.replaceAll(' ', '%20').replaceAll('?', '%3F');
}
