/** The members that have a value: an absent one is absent, not `undefined`. */
export function known<Value extends object>(members: { [Name in keyof Value]: Value[Name] | undefined }): Value {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Value;
}
