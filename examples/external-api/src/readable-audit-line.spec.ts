import { describe, expect, it } from '@jest/globals';
import { readableAuditLine } from './readable-audit-line.ts';

describe('readableAuditLine', () => {
  it.each([
    [{ msg: 'verified', userId: 'manager', projectKey: 'my-project' }, 'Let in: manager, Project my-project\n'],
    [
      { msg: 'rejected', code: 'insufficient_permissions', userId: 'viewer', projectKey: 'my-project' },
      'Rejected with insufficient_permissions: viewer, Project my-project\n',
    ],
    [{ msg: 'rejected', code: 'missing_authorization' }, 'Rejected with missing_authorization\n'],
  ])('%j', (line, readable) => {
    expect(readableAuditLine(JSON.stringify(line))).toBe(readable);
  });
});
