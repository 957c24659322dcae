/**
 * Tells whether a host name means this very machine: `localhost`, `*.localhost`, `127.0.0.0/8` or `[::1]`.
 *
 * Takes the form that WHATWG URL gives (`new URL(…).hostname`), where every spelling of an IPv4 address is already
 * dotted decimal. Source: RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3.
 */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
