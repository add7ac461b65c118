import { locationService } from '@grafana/runtime';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { type Navigator, Router } from 'react-router-dom';

const history = locationService.getHistory();

/** The router of the page follows the history that scenes write to. */
export function HistoryRouter({ children }: { readonly children: ReactNode }) {
  const location = useSyncExternalStore(
    (onChange) => history.listen(onChange),
    () => history.location,
  );
  const navigator = useMemo(makeNavigator, []);
  return (
    <Router location={location} navigator={navigator}>
      {children}
    </Router>
  );
}

/** history 4, which @grafana/runtime holds, in the words of react-router 6. */
function makeNavigator(): Navigator {
  return {
    createHref: (to) => history.createHref(typeof to === 'string' ? { pathname: to } : to),
    go: (steps) => history.go(steps),
    push: (to, state) => history.push(to as string, state),
    replace: (to, state) => history.replace(to as string, state),
  };
}
