// Parts of Grafana that a page without a Grafana server does not have. Every name is imported by itself: handing
// the namespace around would pull all of @grafana/runtime into the bundle.
import { EventBusSrv } from '@grafana/data';
import {
  type BackendSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setEchoSrv,
  setPluginComponentsHook,
  setPluginLinksHook,
  setReturnToPreviousHook,
} from '@grafana/runtime';
import { throwError } from 'rxjs';

const refusal = () => new Error('the console has no Grafana server');
const refuse = () => Promise.reject(refusal());

const noBackend: BackendSrv = {
  get: refuse,
  delete: refuse,
  post: refuse,
  patch: refuse,
  put: refuse,
  request: refuse,
  datasourceRequest: refuse,
  fetch: () => throwError(refusal),
  chunked: () => throwError(refusal),
};

export function installEmptyServices(): void {
  setBackendSrv(noBackend);
  setEchoSrv({
    flush: () => undefined,
    addBackend: () => undefined,
    addEvent: () => undefined,
    onInteraction: () => () => undefined,
  });
  setAppEvents(new EventBusSrv());
  setReturnToPreviousHook(() => () => undefined);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setChromeHeaderHeightHook(() => 0);
}
