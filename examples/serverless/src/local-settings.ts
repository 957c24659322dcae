/** Sets what is not set to the local gateway of this repository; gives the port to listen on. */
export function useLocalSettings(variables: Record<string, string | undefined> = process.env): number {
  const port = Number(variables.PORT ?? 6001);
  variables.PUBLIC_URL ??= `http://localhost:${port}`;
  variables.ISSUER ??= 'http://localhost:8080';
  variables.PROJECTS ??= 'my-project';
  return port;
}
