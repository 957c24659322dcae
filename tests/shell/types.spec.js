/** @jest-environment node */
/* global __dirname */
import path from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  // One copy of every peer, as in an application.
  paths: {
    '@apollo/client': ['./node_modules/@apollo/client'],
    '@apollo/client/*': ['./node_modules/@apollo/client/*'],
  },
};

/** What the compiler says of a file of an application. */
function errorsOf(code) {
  const file = path.join(__dirname, 'page.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, options.target) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], { ...options, pathsBasePath: __dirname }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const imports = `
  import { gql } from '@apollo/client';
  import { useQuery } from '@apollo/client/react';
  import { useMcQuery } from '@commercetools-frontend/application-shell-connectors';
  import * as published from '@commercetools-frontend/sdk';
  import { createApolloClient, createApolloContextForProxyForwardTo } from '@forward-to/apollo';
  import * as kit from '@forward-to/sdk';

  interface Order { id: string }
  const query = gql('query { order { id } }');
  const config = { uri: 'https://api.example.com/graphql', headers: { 'X-Foo': 'bar' } };
  const context = createApolloContextForProxyForwardTo(config);
  const client = createApolloClient();
`;

it('compiles beside the published types', () => {
  const code = `${imports}
    useQuery<Order>(query, { context });
    useMcQuery<Order, object>(query, { client, context });

    export const orders: Promise<Order>[] = [
      kit.useAsyncDispatch()(kit.actions.forwardTo.get<Order>({ uri: config.uri })),
      kit.useAsyncDispatch<kit.TSdkAction, Order>()(kit.actions.forwardTo.get({ uri: config.uri })),
      kit.useAsyncDispatch<published.TSdkAction, Order>()(published.actions.forwardTo.get({ uri: config.uri })),
    ];`;
  expect(errorsOf(code)).toEqual([]);
});

it('does not compile where a limit says so', () => {
  const code = `${imports}
    // @ts-expect-error -- the published context has headers of strings only
    useMcQuery<Order, object>(query, { context: createApolloContextForProxyForwardTo({ uri: config.uri, headers: { 'x-count': 1 } }) });
    // @ts-expect-error -- the published hook knows no put and no patch
    published.useAsyncDispatch<published.TSdkAction, Order>()(kit.actions.forwardTo.get({ uri: config.uri }));`;
  expect(errorsOf(code)).toEqual([]);
});
