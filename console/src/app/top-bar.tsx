import { useLocation } from 'react-router-dom';
import { boardList } from '../boards/board-list.ts';
import { useTexts } from '../i18n/texts-context.ts';
import type { Door } from '../sign-in/door.ts';
import { AgeChip } from './age-chip.tsx';
import { Clock } from './clock.tsx';
import { useConsole } from './console-context.ts';
import { Mark } from './mark.tsx';
import { boardPath } from './place.ts';
import type { Action } from './shortcuts.ts';

interface TopBarProps {
  readonly uid: string | undefined;
  readonly door: Door;
  readonly onAction: (action: Action) => void;
  readonly onLanguage: () => void;
}

export function TopBar({ uid, door, onAction, onLanguage }: TopBarProps) {
  const texts = useTexts();
  const { preferences } = useConsole();
  return (
    <header className="top-bar">
      <span className="product">
        <Mark />
        {texts.product}
      </span>
      <Switcher uid={uid} />
      <span className="grow" />
      <AgeChip />
      <Clock />
      <button
        type="button"
        className="plain-button"
        onClick={onLanguage}
        title={texts.switchLanguage}
        data-testid="language"
      >
        {texts.otherLanguage}
      </button>
      <button
        type="button"
        className="plain-button"
        onClick={() => onAction('theme')}
        data-testid="theme"
      >
        {preferences.theme === 'dark' ? texts.lightTheme : texts.darkTheme}
      </button>
      <button
        type="button"
        className="plain-button"
        onClick={() => onAction('kiosk')}
        data-testid="kiosk"
      >
        {texts.fullScreen}
      </button>
      <button
        type="button"
        className="plain-button"
        onClick={() => onAction('help')}
        title={texts.help}
        aria-label={texts.help}
        data-testid="help"
      >
        ?
      </button>
      <SignOut door={door} />
    </header>
  );
}

/** Who is signed in, and the way out; nothing where nobody signs in. */
function SignOut({ door }: { readonly door: Door }) {
  const texts = useTexts();
  const { state } = door;
  if (state.state !== 'open' || !state.me?.signInNeeded) return null;
  return (
    <button
      type="button"
      className="plain-button"
      onClick={() => void door.signOut()}
      title={state.me.name}
      data-testid="sign-out"
    >
      {texts.signOut}
    </button>
  );
}

/** Links, so that they open in a new tab too; the time is kept. */
function Switcher({ uid }: { readonly uid: string | undefined }) {
  const texts = useTexts();
  const { search } = useLocation();
  const { preferences } = useConsole();
  return (
    <nav className="boards" aria-label={texts.boards}>
      {boardList.map((board) => (
        <a
          key={board.uid}
          className="board-link"
          href={boardPath(board.uid, search)}
          aria-current={board.uid === uid ? 'page' : undefined}
        >
          {board.names[preferences.language]}
        </a>
      ))}
    </nav>
  );
}
