import { ApolloProvider } from '@apollo/client/react';
import { createApolloClient } from '@forward-to/apollo';
import { stubApplicationContext } from '@forward-to/testing';
import { assertNoContractViolations, forwardTo } from '@forward-to/testing/msw';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Provider } from 'react-redux';
import { App } from './app.tsx';
import { watchSentCalls } from './sent-headers/sent-calls.ts';
import { createStore } from './store.ts';

const NOTES = 'https://api.example.com/order-notes';
const permissions = ['canViewOrderNotes', 'canManageOrderNotes'];
const note = {
  id: '1',
  orderNumber: '1001',
  text: 'Call before delivery',
  status: 'open',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'manager-1',
  updatedAt: '2026-01-01T00:00:00.000Z',
  version: 1,
};
const user = { id: 'manager-1', name: 'Manager', projects: { 'my-project': { permissions } } };

const server = setupServer(
  http.get('http://localhost:8080/users', () => HttpResponse.json({ users: [user] })),
  http.get('http://localhost:8080/session', () =>
    HttpResponse.json({ user, projects: [{ key: 'my-project', permissions }] }),
  ),
  forwardTo.get(NOTES, () => HttpResponse.json({ results: [note], total: 1 })),
  // The card that explains the token asks for its claims; the tests are about the notes.
  forwardTo.get('https://api.example.com/token-claims', () => HttpResponse.json({})),
  forwardTo.otherwise(),
);

// Generous: a shared machine may be slow, and no test may fail for that.
configure({ asyncUtilTimeout: 30_000 });

let restore: () => void;
beforeAll(() => {
  // jsdom does not know the element <search>, and React says so; everything else is shown.
  const report = console.error;
  jest.spyOn(console, 'error').mockImplementation((...lines: unknown[]) => {
    if (!String(lines[0]).includes('is unrecognized in this browser')) report(...lines);
  });
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(() => {
  restore = stubApplicationContext({
    path: '/my-project/order-notes',
    additionalEnv: { externalApiUrl: 'https://api.example.com' },
  });
  forwardTo.signIn({ userId: user.id, permissions });
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  restore();
  assertNoContractViolations();
});
afterAll(() => {
  server.close();
});

const open = () => {
  const page = { fetch: globalThis.fetch };
  render(
    <Provider store={createStore()}>
      <ApolloProvider client={createApolloClient()}>
        <App sentCalls={watchSentCalls(page)} />
      </ApolloProvider>
    </Provider>,
  );
};

describe('the order notes', () => {
  it('lists the notes of the Project', async () => {
    open();
    expect(await screen.findByText('Call before delivery')).toBeDefined();
  });

  it('says that there are none', async () => {
    server.use(forwardTo.get(NOTES, () => HttpResponse.json({ results: [], total: 0 })));
    open();
    expect(await screen.findByText(/^No notes yet/)).toBeDefined();
  });

  it('adds a note, as the user who is signed in', async () => {
    let added: unknown;
    server.use(
      forwardTo.post(NOTES, async ({ request, session }) => {
        added = { ...((await request.json()) as object), by: session.userId };
        return HttpResponse.json({ ...note, id: '2' }, { status: 201 });
      }),
    );
    open();
    fireEvent.change(await screen.findByLabelText('Order number'), { target: { value: '2002' } });
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'Leave at the door' } });
    fireEvent.click(screen.getByRole('button', { name: 'Add note' }));
    expect(await screen.findByText('Note 2002 added.')).toBeDefined();
    expect(added).toEqual({ orderNumber: '2002', text: 'Leave at the door', status: 'open', by: 'manager-1' });
  });

  it('shows why a call was rejected', async () => {
    server.use(
      forwardTo.get(NOTES, () => forwardTo.refusal('project_not_allowed', { message: 'Not for this Project.' })),
    );
    open();
    expect((await screen.findAllByText(/Not for this Project\./)).length).toBeGreaterThan(0);
  });

  it('goes on after a session that the gateway had to renew', async () => {
    server.use(forwardTo.get(NOTES, () => forwardTo.refusal('unauthenticated'), { once: true }));
    open();
    expect(await screen.findByText('Call before delivery')).toBeDefined();
  });
});
