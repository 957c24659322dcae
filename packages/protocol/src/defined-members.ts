/** The members that have a value: absent rather than `undefined`, so that `'statusCode' in error` tells whether a response came. */
export function definedMembers<Members extends object>(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;
}
