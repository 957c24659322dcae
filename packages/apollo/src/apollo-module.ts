import * as apolloModule from '@apollo/client';

/**
 * Apollo Client, in each of its supported lines.
 *
 * Version 3 has no exports map, so Node loads its CommonJS file for an `import`, where everything is in `default`. A function,
 * so that a bundle without the links is also without Apollo Client.
 */
export function loadApollo(): typeof apolloModule {
  if ('ApolloLink' in apolloModule) return apolloModule;
  // Bundlers warn of a "default" that they don't find.
  return Reflect.get<object, 'default'>(apolloModule, 'default') as typeof apolloModule;
}
