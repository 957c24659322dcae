import { ApolloProvider } from '@apollo/client/react';
import { createApolloClient } from '@forward-to/apollo';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { App } from './app.tsx';
import { watchSentCalls } from './sent-headers/sent-calls.ts';
import { createStore } from './store.ts';

// The session's cookie belongs to "localhost", where the gateway is: to the browser 127.0.0.1 is another site.
if (location.hostname === '127.0.0.1' || location.hostname === '[::1]') location.hostname = 'localhost';

// The Merchant Center opens a Custom Application at /:projectKey/:entryPoint; on its own it has one Project to open.
if (location.pathname === '/') history.replaceState(null, '', '/my-project/order-notes');

const sentCalls = watchSentCalls(globalThis);
const container = document.querySelector('#app');
if (!container) throw new Error('index.html has no element #app');
createRoot(container).render(
  <StrictMode>
    <Provider store={createStore()}>
      <ApolloProvider client={createApolloClient()}>
        <App sentCalls={sentCalls} />
      </ApolloProvider>
    </Provider>
  </StrictMode>,
);
