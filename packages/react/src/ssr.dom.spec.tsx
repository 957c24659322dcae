/** @jest-environment node */
import { expect, it, jest } from '@jest/globals';
import { renderToString } from 'react-dom/server';
import { ApplicationContextProvider, useApplicationContext, useForwardToFetch } from './index.ts';
import { PROJECT, USER } from './test-support/fetched.ts';

function Page() {
  const forwardToFetch = useForwardToFetch();
  const name = useApplicationContext(({ project }) => project?.name);
  return <p>{`${name} ${typeof forwardToFetch}`}</p>;
}

it('renders on a server, where there is no window, without a word', () => {
  const warn = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const html = renderToString(
    <ApplicationContextProvider environment={{ servedByProxy: true }} user={USER} project={PROJECT}>
      <Page />
    </ApplicationContextProvider>,
  );
  expect(typeof window).toBe('undefined');
  expect(html).toBe('<p>My project function</p>');
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
