import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

// The Merchant Center opens a Custom Application at /:projectKey/:entryPoint; on its own it has one Project to open.
if (location.pathname === '/') history.replaceState(null, '', '/my-project/order-notes');

const container = document.querySelector('#app');
if (!container) throw new Error('index.html has no element #app');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
