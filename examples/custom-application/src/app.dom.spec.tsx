import { ApolloProvider } from '@apollo/client/react';
import { createApolloClient } from '@forward-to/apollo';
import { stubApplicationContext } from '@forward-to/testing';
import { assertNoContractViolations, forwardTo } from '@forward-to/testing/msw';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
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
  // jsdom does not implement the modal dialog; what stands in it is rendered all the same.
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
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

  it('says that it is loading until the API responds', async () => {
    const waiting: (() => void)[] = [];
    server.use(
      forwardTo.get(NOTES, async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return HttpResponse.json({ results: [note], total: 1 });
      }),
    );
    open();
    expect(await screen.findByText('Loading notes…')).toBeDefined();
    expect(screen.queryByText('Call before delivery')).toBeNull();
    await waitFor(() => {
      expect(waiting).not.toEqual([]);
    });
    for (const respond of waiting) respond();
    expect(await screen.findByText('Call before delivery')).toBeDefined();
    expect(screen.queryByText('Loading notes…')).toBeNull();
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
    const person = userEvent.setup();
    await person.type(await screen.findByLabelText('Order number'), '2002');
    await person.type(screen.getByLabelText('Note'), 'Leave at the door');
    await person.click(screen.getByRole('button', { name: 'Add note' }));
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

  it('lets the user decide when somebody else has changed the note', async () => {
    const conditions: unknown[] = [];
    server.use(
      forwardTo.get(`${NOTES}/:id`, () => HttpResponse.json({ ...note, text: 'Call after delivery', version: 2 })),
      forwardTo.patch(`${NOTES}/:id`, async ({ request, params }) => {
        conditions.push([params.id, request.headers.get('if-match'), await request.json()]);
        return conditions.length === 1
          ? HttpResponse.json({ message: 'The note has changed.' }, { status: 412 })
          : HttpResponse.json({ ...note, text: 'Ring twice', version: 3 });
      }),
    );
    const person = userEvent.setup();
    open();
    await person.click(await screen.findByRole('button', { name: 'Edit' }));
    const field = within(screen.getByRole('dialog')).getByLabelText('Note');
    await person.clear(field);
    await person.type(field, 'Ring twice');
    await person.click(screen.getByRole('button', { name: 'Save' }));

    const dialog = within(await screen.findByRole('dialog', { name: 'Somebody else changed 1001' }));
    expect(dialog.getByText('Call after delivery')).toBeDefined();
    expect(dialog.getByText('Ring twice')).toBeDefined();
    await person.click(dialog.getByRole('button', { name: 'Save mine' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(screen.getByText('Ring twice')).toBeDefined();
    expect(conditions).toEqual([
      ['1', '"1"', { text: 'Ring twice' }],
      ['1', '"2"', { text: 'Ring twice' }],
    ]);
  });

  it('attaches a file to a note', async () => {
    let uploaded: unknown;
    server.use(
      forwardTo.get(`${NOTES}/1/attachments`, () => HttpResponse.json({ results: [] })),
      forwardTo.post(`${NOTES}/1/attachments`, async ({ request, session }) => {
        const file = (await request.formData()).get('file') as File;
        uploaded = { name: file.name, text: await file.text(), by: session.userId };
        return HttpResponse.json({ id: 'f1', name: file.name, type: file.type, size: file.size }, { status: 201 });
      }),
    );
    const person = userEvent.setup();
    open();
    await person.click(await screen.findByRole('button', { name: 'Files' }));
    expect(await screen.findByText('No files yet.')).toBeDefined();
    await person.upload(screen.getByLabelText('Attach a file'), new File(['Two boxes'], 'packing.txt'));
    expect(await screen.findByText('File packing.txt attached.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Download packing.txt' })).toBeDefined();
    expect(uploaded).toEqual({ name: 'packing.txt', text: 'Two boxes', by: 'manager-1' });
  });
});
