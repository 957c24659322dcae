/**
 * What a call needs to know of the page it is made from.
 *
 * A fact that the page does not have is absent, never an empty string.
 */
export interface ApplicationContext {
  /** Origin of the Merchant Center API Gateway. */
  mcApiUrl?: string | undefined;
  /** Where forward-to calls go instead of `<mcApiUrl>/proxy/forward-to`; on loopback, for development. */
  forwardToUrl?: string | undefined;
  projectKey?: string | undefined;
  applicationId?: string | undefined;
  applicationName?: string | undefined;
  customViewId?: string | undefined;
  userId?: string | undefined;
  /** Sent as `Authorization`, in development only: a production session lives in a cookie. */
  sessionToken?: string | undefined;
  teamId?: string | undefined;
  /** Value of `x-mc-identity-login-mode-override`. */
  loginModeOverride?: string | undefined;
}
