import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useTexts } from '../i18n/texts-context.ts';
import type { Door } from '../sign-in/door.ts';
import { act, choose } from './act.ts';
import { Banner } from './banner.tsx';
import { BoardPage } from './board-page.tsx';
import { useConsole } from './console-context.ts';
import { Help } from './help.tsx';
import { isKiosk, placeOf, wallboardUid } from './place.ts';
import type { Action } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import { useLinkClicks } from './use-link-clicks.ts';
import { useQuietPointer } from './use-quiet-pointer.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWallZoom } from './use-wall-zoom.ts';

/** The frame of every page: bar, banner, the page itself, help. */
export function App({ door }: { readonly door: Door }) {
  const { pathname, search } = useLocation();
  const { preferences } = useConsole();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const place = placeOf(pathname);
  const isWall = isKiosk(search);
  const onAction = (action: Action) => act(action, { preferences, isHelpOpen, setHelpOpen });
  const onLanguage = () =>
    choose({ ...preferences, language: preferences.language === 'zh-Hans' ? 'en-US' : 'zh-Hans' });
  useShortcuts(onAction);
  useLinkClicks();
  useQuietPointer(isWall);
  const uid = place.page === 'board' ? place.uid : undefined;
  useWallZoom(isWall && uid === wallboardUid);
  return (
    <div className={isWall ? 'page is-wall' : 'page'}>
      {!isWall && <TopBar {...{ uid, door, onAction, onLanguage }} />}
      <Banner />
      {place.page === 'board' ? <BoardPage uid={place.uid} isKiosk={isWall} /> : <NoPage />}
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

function NoPage() {
  const texts = useTexts();
  return (
    <div className="page-note" role="alert">
      <h1>{texts.noPage}</h1>
      <a href="/">{texts.toWallboard}</a>
    </div>
  );
}
