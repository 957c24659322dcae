/** Who is calling and for which Project, as the gateway vouches for it. */
export interface Session {
  userId: string;
  projectKey: string;
  /** There only when the caller asked for permissions (`includeUserPermissions`). An empty list: the user has none. */
  userPermissions?: string[];
}
