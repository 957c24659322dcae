import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The session's cookie belongs to "localhost", where the gateway is: to the browser 127.0.0.1 is another site.
if (location.hostname === '127.0.0.1' || location.hostname === '[::1]') location.hostname = 'localhost';

// The Merchant Center opens a Custom Application at /:projectKey/:entryPoint; on its own it has one Project to open.
if (location.pathname === '/') history.replaceState(null, '', '/my-project/order-notes');

const container = document.querySelector('#app');
if (!container) throw new Error('index.html has no element #app');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
