import { ApplicationShell, setupGlobalErrorListener } from '@commercetools-frontend/application-shell';
import { createRoot } from 'react-dom/client';
import { Routes } from './routes.jsx';

setupGlobalErrorListener();

createRoot(document.getElementById('app')).render(
  <ApplicationShell environment={window.app} applicationMessages={{}}>
    <Routes />
  </ApplicationShell>,
);
