import { expect, it, jest } from '@jest/globals';
import { act } from '@testing-library/react';
import { hydrateRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { ApplicationContextProvider, useApplicationContext } from './index.ts';
import { PROJECT } from './test-support/fetched.ts';

function Page() {
  return <p>{useApplicationContext(({ project }) => project?.name)}</p>;
}

it('takes over the page of a server, and goes on from there', () => {
  const warn = jest.spyOn(console, 'error');
  const page = (name: string) => (
    <ApplicationContextProvider environment={{}} project={{ ...PROJECT, name }}>
      <Page />
    </ApplicationContextProvider>
  );
  const container = document.createElement('div');
  container.innerHTML = '<p>First</p>';
  const paragraph = container.firstChild;
  let root!: Root;
  act(() => {
    root = hydrateRoot(container, page('First'));
  });
  expect(container.innerHTML).toBe('<p>First</p>');
  act(() => {
    root.render(page('Second'));
  });
  expect(container.innerHTML).toBe('<p>Second</p>');
  expect(container.firstChild).toBe(paragraph);
  expect(warn).not.toHaveBeenCalled();
  act(() => {
    root.unmount();
  });
  warn.mockRestore();
});
