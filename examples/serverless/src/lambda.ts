import { assertPermissions, createSessionGuard } from '@forward-to/server/lambda';
import type { LambdaEvent, LambdaResult } from '@forward-to/server/lambda';
import { handleOrderNote, parseJson, PERMISSION } from './order-notes.ts';
import { readSettings } from './read-settings.ts';

/** The part of an API Gateway event, payload 2.0, that this function reads. */
export interface HttpEvent extends LambdaEvent {
  body?: string;
  isBase64Encoded: boolean;
}

const withSession = createSessionGuard<HttpEvent>(readSettings(process.env));

/** What AWS Lambda calls. */
export const handler = withSession((event, session): LambdaResult => {
  assertPermissions(session, PERMISSION);
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString();
  const answer = handleOrderNote(session, parseJson(body));
  return {
    statusCode: answer.statusCode,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(answer.body),
    isBase64Encoded: false,
  };
});
