import type { Upstream } from './read-upstream.ts';
import { createUpstreamCookies } from './upstream-cookies.ts';
import type { UpstreamCookies } from './upstream-cookies.ts';
import { createUpstreamUsers } from './upstream-users.ts';
import type { FindUpstreamUser } from './upstream-users.ts';

/** The upstream of a running gateway, with what the gateway remembers of it. */
export interface UpstreamRuntime extends Upstream {
  cookies: UpstreamCookies;
  findUser: FindUpstreamUser;
}

export function createUpstream(upstream: Upstream, now: () => number): UpstreamRuntime {
  return { ...upstream, cookies: createUpstreamCookies(now), findUser: createUpstreamUsers(now) };
}
