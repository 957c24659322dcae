/** Who is calling, as the exchange token proves it. */
export interface Session {
  /** ID of the logged-in Merchant Center user. */
  userId: string;
  /** Project that the user works in; the gateway checked that they have access to it. */
  projectKey: string;
  /** Absent when the caller didn't ask for permissions; empty when the user has none. */
  userPermissions?: string[];
}
