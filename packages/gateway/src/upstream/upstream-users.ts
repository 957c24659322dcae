import { createHash } from 'node:crypto';
import type { GatewayUser } from '../gateway-options.ts';
import { askUpstream } from './ask-upstream.ts';
import type { UpstreamConnection, UpstreamQuestion } from './ask-upstream.ts';

/** Says who a session of the upstream belongs to, and asks as seldom as it can. */
export type FindUpstreamUser = (question: UpstreamQuestion, connection: UpstreamConnection) => Promise<GatewayUser>;

const KEPT_FOR = 60_000;
const MAX_ENTRIES = 1000;

/**
 * Creates the memory of what the upstream answered: once for each session and Project, for a minute. Calls at the same time
 * share one question. A failure is never kept, so that the next call asks again.
 */
export function createUpstreamUsers(now: () => number): FindUpstreamUser {
  const answers = new Map<string, { answer: Promise<GatewayUser>; endsAt: number }>();
  const forced = new Map<string, Promise<GatewayUser>>();

  const ask = (key: string, question: UpstreamQuestion, connection: UpstreamConnection): Promise<GatewayUser> => {
    const answer = askUpstream(question, connection);
    const entry = { answer, endsAt: now() + KEPT_FOR };
    answers.delete(key);
    answers.set(key, entry);
    for (const oldest of answers.keys()) {
      if (answers.size <= MAX_ENTRIES) break;
      answers.delete(oldest);
    }
    answer.catch(() => {
      if (answers.get(key) === entry) answers.delete(key);
    });
    return answer;
  };

  return (question, connection) => {
    const key = keyOf(question);
    if (!question.force) {
      const known = answers.get(key);
      return known && known.endsAt > now() ? known.answer : ask(key, question, connection);
    }
    // A renewal doubts what is kept, but many calls may want one at once.
    const running = forced.get(key) ?? ask(key, question, connection);
    forced.set(key, running);
    const forget = (): void => {
      forced.delete(key);
    };
    running.then(forget, forget);
    return running;
  };
}

/** A hash, so that no session token stays in memory longer than its call. */
function keyOf({ credential, projectKey }: UpstreamQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify([credential.name, credential.value, projectKey]))
    .digest('base64');
}
