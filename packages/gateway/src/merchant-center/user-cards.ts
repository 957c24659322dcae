import type { GatewayUser } from '../gateway-options.ts';
import { escapeHtml } from '../html-page.ts';
import { createUserProfile } from './user-profile.ts';

/**
 * The users as cards, each a button of a form that says what its user may do.
 *
 * @param projectKey the Project that the page is about; without one, every Project of the user is shown.
 */
export function renderUserCards(users: Iterable<GatewayUser>, projectKey?: string): string {
  const cards = [...users].map((user) => `<li>${renderCard(user, projectKey)}</li>`);
  return `<ul class="users">${cards.join('')}</ul>`;
}

function renderCard(user: GatewayUser, projectKey: string | undefined): string {
  const projects = projectKey === undefined ? Object.keys(user.projects) : [projectKey];
  return `<button class="user" name="userId" value="${escapeHtml(user.id)}">
<span class="who"><span class="initials" aria-hidden="true">${escapeHtml(initialsOf(user.name))}</span>
<span><span class="name">${escapeHtml(user.name)}</span><span class="mail">${escapeHtml(createUserProfile(user).email)}</span></span></span>
${projects.map((key) => renderAccess(user, key)).join('') || '<span class="may">Has no access to any Project</span>'}
<span class="go">Continue as ${escapeHtml(user.name)}</span></button>`;
}

function renderAccess(user: GatewayUser, projectKey: string): string {
  const key = escapeHtml(projectKey);
  const access = Object.hasOwn(user.projects, projectKey) ? user.projects[projectKey] : undefined;
  if (!access) return `<span class="may">Has no access to ${key}</span>`;
  if (access.permissions.length === 0) return `<span class="may">May open ${key}, without any permission</span>`;
  const chips = access.permissions.map((name) => `<span class="chip">${escapeHtml(name)}</span>`);
  return `<span class="may">In ${key}</span><span class="chips">${chips.join('')}</span>`;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20))
    .join('')
    .toUpperCase();
}
