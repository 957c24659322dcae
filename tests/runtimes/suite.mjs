/* global Headers, Request, Response */
// What every runtime runs: each case through the plain door, and through the door for WHATWG requests where that can carry it.
import { createSessionAuthVerifier } from '@forward-to/server';
import { createSessionGuard } from '@forward-to/server/fetch';

/** Replays all cases; gives their number and what went otherwise than expected. */
export async function runSuite({ now, path, options, cases }) {
  const failures = [];
  let count = 0;
  for (const call of cases) {
    const settings = { ...options, now: () => now, ...call.options };
    settings.projects = toProjects(settings.projects);
    const doors = call.isRawPath ? [plainDoor] : [plainDoor, fetchDoor];
    for (const door of doors) {
      count += 1;
      const outcome = await door(settings, { path, ...call }).catch(String);
      if (outcome !== call.code) failures.push(`${door.name}: ${call.name}: ${outcome} instead of ${call.code}`);
    }
  }
  return { count, failures };
}

/** A function about Projects out of its data; a list and 'any' stay as they are. */
function toProjects(projects) {
  if (projects === 'any' || Array.isArray(projects)) return projects;
  return () => {
    if ('throws' in projects) throw new Error(projects.throws);
    if ('rejects' in projects) return Promise.reject(new Error(projects.rejects));
    return 'resolves' in projects ? Promise.resolve(projects.resolves) : projects.returns;
  };
}

async function plainDoor(settings, { authorization, headers, path }) {
  const sent = { ...headers, ...(authorization.length > 0 && { authorization }) };
  try {
    await createSessionAuthVerifier(settings)({ headers: sent, url: path });
    return 'let in';
  } catch (error) {
    return error.code ?? String(error);
  }
}

async function fetchDoor(settings, { authorization, headers: more, path }) {
  const headers = new Headers(more);
  for (const value of authorization) headers.append('Authorization', value);
  const handler = createSessionGuard(settings)(() => new Response('let in'));
  const response = await handler(new Request(`https://api.example.com${path}`, { headers }));
  return response.ok ? response.text() : (await response.json()).forwardToError.code;
}
