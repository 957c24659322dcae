/**
 * Turns a line of the audit trail into one that people read beside others in a terminal.
 *
 * @example readableAuditLine('{"level":30,"msg":"verified","userId":"manager","projectKey":"my-project"}\n')
 * // 'Let in: manager, Project my-project\n'
 */
export function readableAuditLine(line: string): string {
  const { msg, code, userId, projectKey } = JSON.parse(line) as Record<string, unknown>;
  const who = [
    ...(typeof userId === 'string' ? [userId] : []),
    ...(typeof projectKey === 'string' ? [`Project ${projectKey}`] : []),
  ].join(', ');
  const what = msg === 'verified' ? 'Let in' : `Rejected with ${String(code)}`;
  return `${what}${who === '' ? '' : `: ${who}`}\n`;
}
