import { type EmbeddedScene, type SceneObject, UrlSyncContextProvider } from '@grafana/scenes';
import { useEffect } from 'react';
import { isGrayed } from '../contact/freshness.ts';
import { useFreshness } from './use-contact.ts';

interface BoardViewProps {
  readonly scene: EmbeddedScene;
  readonly isKiosk: boolean;
}

/** The picture of a board with its controls; in kiosk the board alone. Grayed while it is not true any more. */
export function BoardView({ scene, isKiosk }: BoardViewProps) {
  const isOld = isGrayed(useFreshness());
  const { body } = scene.state;
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit={false} createBrowserHistorySteps>
      <Active scene={scene} />
      {!isKiosk && <Controls scene={scene} />}
      <main className={isOld ? 'board is-grayed' : 'board'} data-testid="board">
        <body.Component model={body} />
      </main>
    </UrlSyncContextProvider>
  );
}

/**
 * Wakes the scene and its controls. Without this nothing refreshes in kiosk: the picker of the interval works only
 * while it is active, and there nobody shows it.
 */
function Active({ scene }: { readonly scene: EmbeddedScene }) {
  useEffect(() => {
    const parts: readonly SceneObject[] = [scene, ...(scene.state.controls ?? [])];
    const stops = parts.map((part) => part.activate());
    return () => {
      for (const stop of stops) stop();
    };
  }, [scene]);
  return null;
}

function Controls({ scene }: { readonly scene: EmbeddedScene }) {
  return (
    <div className="controls">
      {(scene.state.controls ?? []).map((control) => (
        <control.Component key={control.state.key} model={control} />
      ))}
    </div>
  );
}
