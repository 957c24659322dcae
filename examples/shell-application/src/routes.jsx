import { Route, Switch, useRouteMatch } from 'react-router-dom';
import { NewNotePage } from './order-notes/new-note-page.jsx';
import { OrderNotesPage } from './order-notes/order-notes-page.jsx';

export function Routes() {
  const { path } = useRouteMatch();
  return (
    <Switch>
      <Route path={`${path}/new`}>
        <NewNotePage />
      </Route>
      <Route>
        <OrderNotesPage />
      </Route>
    </Switch>
  );
}
