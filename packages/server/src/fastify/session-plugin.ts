import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRefusalAnswer } from '../answer.ts';
import { isRefusal } from '../is-refusal.ts';
import { assertPermissions, checkPermissionNames } from '../assert-permissions.ts';
import { createSessionAuthVerifier } from '../create-session-auth-verifier.ts';
import { readExposeDetails } from '../options.ts';
import type { VerifiableRequest } from '../read-headers.ts';
import { recallRefusalOptions, rememberRefusalOptions } from '../refusal-options.ts';
import { requireProjects } from '../require-projects.ts';
import type { StrictVerifierOptions } from '../require-projects.ts';
import type { Session } from '../session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling; there behind the session plugin only. */
    session: Session;
  }
}

/** The request as the verifier reads it, with Fastify's own beside it. */
export interface FastifyVerifiableRequest extends VerifiableRequest {
  request: FastifyRequest;
}

/** Options of the verifier; `projects` is required here. */
export interface SessionPluginOptions extends StrictVerifierOptions<FastifyVerifiableRequest> {
  /** Throws refusals to Fastify's error handler instead of answering them. @default false */
  passErrors?: boolean | undefined;
}

/**
 * A Fastify plugin that verifies who is calling and assigns `request.session`.
 *
 * It stands in front of every route of the instance that it is registered on and of those below, not of its parents:
 * register it within a plugin of your own to leave other routes public.
 *
 * @throws ForwardToError `invalid_config`, when the application starts.
 * @example
 * app.register(async (api) => {
 *   await api.register(sessionPlugin, { audience: 'https://api.example.com', issuer: 'gcp-eu', projects: ['shop'] });
 *   api.get('/orders', { onRequest: requirePermissions('canViewOrders') }, listOrders);
 * });
 */
// eslint-disable-next-line @typescript-eslint/require-await -- Fastify takes the errors of a plugin from its promise
export async function sessionPlugin(instance: FastifyInstance, options: SessionPluginOptions): Promise<void> {
  requireProjects(options);
  const verify = createSessionAuthVerifier(options);
  const refusalOptions = { exposeDetails: readExposeDetails(options), passErrors: options.passErrors === true };
  if (!instance.hasRequestDecorator('session')) instance.decorateRequest('session');
  instance.addHook('onRequest', async (request, reply) => {
    rememberRefusalOptions(request, refusalOptions);
    const { headers, originalUrl, raw } = request;
    try {
      request.session = await verify({ headers, originalUrl, rawHeaders: raw.rawHeaders, request });
    } catch (error) {
      return refuse(error, request, reply);
    }
  });
}

// Fastify's mark of a plugin whose hooks belong to the instance that registers it.
Object.assign(sessionPlugin, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@forward-to/server',
});

/**
 * Creates a Fastify hook that lets only users with every one of these permissions through; `onRequest` or any later one.
 *
 * Without permissions in the session nobody passes.
 *
 * @throws ForwardToError `invalid_config` when no permission is named.
 * @example api.get('/orders', { onRequest: requirePermissions('canViewOrders') }, listOrders);
 */
export function requirePermissions<Permission extends string = string>(
  ...names: readonly Permission[]
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  checkPermissionNames(names);
  return async (request, reply) => {
    try {
      assertPermissions(request.session, ...names);
      return undefined;
    } catch (error) {
      return refuse(error, request, reply);
    }
  };
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { exposeDetails, passErrors } = recallRefusalOptions(request);
  if (passErrors || !isRefusal(error)) throw error;
  const { statusCode, headers, body } = createRefusalAnswer(error, { exposeDetails });
  return reply.code(statusCode).headers(headers).send(body);
}
